/** Addresses no server may be sent to by a stranger, by number, as a DNS answer would give them. */
export const forbiddenPlaces = [
  '0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.0.0.2 127.255.255.254',
  '168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1',
  '192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1',
  '203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255',
  ':: ::1 ::127.0.0.1 ::169.254.169.254 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:2::1 2001:3::1',
  '2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe::1 2620:4f:8000::1 3fff::1 4000::1',
  '5f00::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1 fe80::1%1 febf::1 fec0::1 ff02::1 ff0e::1',
].flatMap((line) => line.split(' '));

/** What such addresses are written like by those who hope that somebody looks at letters rather than at numbers. */
export const forbiddenSpellings = [
  // Loopback: decimal, octal, hexadecimal, shortened, mixed, with a dot at the end, percent-encoded, in other scripts' digits.
  'http://127.0.0.1/ https://127.0.0.1/ http://127.1/ http://127.0.1/ http://127.0.0.1./ http://127.1./ http://2130706433/',
  'http://2130706433./ http://0x7f000001/ http://0x7F000001/ http://0x7f.0.0.1/ http://0x7f.1/ http://0x7f.0x0.0x0.0x1/',
  'http://0177.0.0.1/ http://0177.1/ http://017700000001/ http://00000177.0.0.1/ http://0177.0x0.0.1/ http://127.0x0.1/',
  'http://127.0.00000.1/ http://127.0.0.01/ http://127.000.000.001/ http://%31%32%37.0.0.1/ http://127%2e0%2e0%2e1/',
  'http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://127.0.0.1/ http://127．0．0．1/ http://127｡1/',
  'http://127.0.0.1:80/ https://127.0.0.1:443/ HTTP://127.0.0.1/ http:127.0.0.1 http:/127.0.0.1 http:\\\\127.0.0.1\\ http:////127.0.0.1/',
  'http://127.0.0.1\\@example.org/ http://127.0.0.1#@example.org/ http://127.0.0.1?@example.org/ http://127.8.8.8/',
  'http://0/ http://0.0.0.0/ http://0x0/ http://00/ http://0.0/ http://0./',
  // This network, and what clouds keep at hand for their machines.
  'http://10.1/ http://167772161/ http://0xa.1/ http://012.0.0.1/ http://172.16.1/ http://0xac100001/ http://192.168.257/',
  'http://0300.0250.0.1/ http://3232235777/ http://0xc0a80101/ http://100.64.1/ http://198.18.1/ http://224.1/',
  'http://169.254.169.254/latest/meta-data/ http://2852039166/ http://0xa9fea9fe/ http://0xA9.0xFE.0xA9.0xFE/ http://169.254.43518/',
  'http://169.16689662/ http://0251.0376.0251.0376/ http://025177524776/ http://169.254.169.254./ http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/',
  'http://100.100.100.200/ http://192.0.0.192/ http://168.63.129.16/ http://2822734096/ http://255.255.255.255/ http://4294967295/',
  // IPv6, and IPv4 inside it.
  'http://[::]/ http://[::1]/ http://[0:0:0:0:0:0:0:1]/ http://[0000::0001]/ http://[::1]:80/ http://[::127.0.0.1]/',
  'http://[::7f00:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::FFFF:7F00:0001]/ http://[0:0:0:0:0:ffff:127.0.0.1]/',
  'http://[::ffff:169.254.169.254]/ http://[::ffff:a9fe:a9fe]/ http://[::ffff:0:7f00:1]/ http://[64:ff9b::127.0.0.1]/',
  'http://[64:ff9b::a9fe:a9fe]/ http://[64:ff9b:1::7f00:1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::]/ http://[2001:0:7f00:1::]/',
  'http://[2001:db8::1]/ http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fe80::1]/ http://[fe80::a9fe:a9fe]/ http://[fec0::1]/',
  'http://[ff02::1]/ http://[100::1]/ http://[::ffff:10.0.0.1]/ http://[fe80::1%25eth0]/ http://[::1%25lo]/ http://[v1.::1]/',
  // Names that say it themselves.
  'http://localhost/ http://LOCALHOST/ http://localhost./ http://localhost:80/ http://ｌｏｃａｌｈｏｓｔ/ http://ⓛocalhost/ http://lo%63alhost/',
  'http://a.localhost/ http://a.localhost./ http://localhost.localdomain/ http://printer.local/ http://db.internal/',
  'http://metadata.google.internal/computeMetadata/v1/ http://metadata.google.internal./ http://metadata/ http://intranet/',
  'http://router.lan/ http://nas.home/ http://nas.home.arpa/ http://wiki.corp/ http://example.org./',
  // Credentials, other ports, other schemes, and what is no address.
  'http://example.org@127.0.0.1/ http://127.0.0.1@example.org/ http://user:word@example.org/ http://:word@example.org/',
  'http://example.org:22/ http://example.org:8080/ http://example.org:443/ https://example.org:80/ http://127.0.0.1:3000/',
  'http://example.org:0/ http://example.org:65536/ http://example.org:-1/ http://256.256.256.256/ http://1.2.3.4.5/ http://0x100000000/',
  'ftp://example.org/a.png file:///etc/passwd file://example.org/a.png gopher://127.0.0.1/ dict://127.0.0.1/ ws://example.org/',
  'data:image/png;base64,AAAA javascript:alert(1) blob:http://example.org/1 about:blank view-source:http://example.org/ jar:http://a.org!/',
  '//127.0.0.1/ /etc/passwd example.org http:// http://? http://[ http://[::1 http://a_b%00.org/ http://exa%20mple.org/ mailto:a@example.org',
].flatMap((line) => line.split(' '));
