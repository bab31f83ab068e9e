"""Texts that would act, break or deceive somewhere, were they taken at their word."""

import re


def _split(block: str) -> tuple[str, ...]:
    """The texts of a block, which are two blanks or a line break apart."""
    return tuple(re.split(r"  |\n", block.strip("\n")))


_OPENERS = ("\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9b", "\x9d", "\x90", "\x9f")
"""CSI, OSC, DCS, APC, PM and SOS; and in one byte of C1."""

_SEQUENCES = (
    *(f"a\x1b[{body}b" for body in ("2J", "H", "31337m", "?1049l", "6n", "c", "5n", ">c", "!p")),
    *(f"a\x9b{body}b" for body in ("2J", "H", "31337m", "?1049l", "6n", "c")),
    *(f"a\x1b]{body}\x07b" for body in ("0;owned", "2;owned", "52;c;b3duZWQ=", "8;;http://x")),
    *(f"a\x1b]{body}\x1b\\b" for body in ("0;owned", "4;1;?", "11;?", "1337;File=:b3duZWQ=")),
    *(f"a\x9d{body}\x9cb" for body in ("0;owned", "52;c;b3duZWQ=")),
    *(f"a\x1bP{body}\x1b\\b" for body in ('$q"p', "+q544e", "q#0;2;0;0;0#0!9~")),
    *(f"a\x1b{body}b" for body in ("c", "7", "8", "D", "E", "M", "Z", "(0", "#8", "=", ">", "%G")),
    *(f"a{opener}b" for opener in _OPENERS),
    *(f"a{opener}" for opener in _OPENERS),
    "\x1b\x1b[2J",
    "\x1b[200~pasted\x1b[201~",
    "\x1b[201~typed",
    "\x1b[27;5;113~",
    "\x1b[113;5u",
    "\x1b[<0;1;1M",
)
_CONTROLS = tuple(f"a{chr(code)}b" for code in (*range(32), *range(0x7F, 0xA0)))
_DECEIVING = tuple(
    f"a{chr(code)}b"
    for code in (
        *(0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)),
        *(0xFEFF, 0xFFFE, 0xFFFF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x1FFFF, 0xE0001, 0xE0041),
        *(0x200B, 0x200C, 0x200D, 0x2060, 0xAD, 0x115F, 0x3164, 0xFFA0, 0x180E, 0x34F, 0xFE0F),
        *(0x2028, 0x2029, 0x85, 0xA0, 0x2007, 0x202F, 0x3000),
    )
)
_MARKUP = _split(
    r"""
[/x]  [/]  [b]  [/b]  [bold  bold]  [[  ]]  []  [ ]  \[b]  [@click=app.quit]x[/]
[@click=app.quit()]x[/]  [@click=bell]  [@click='x'](  [@  [link=http://x]x[/link]  [a="b
[a='b  [#fff on #000]x  [on red]x  [red]x[/blue]  [$primary]x  $x  ${x}  [reverse blink]x[/]
[b][i][/b][/i]  [bold red on]x  [=]  :smile:  :bomb: :x:  %s%s%n  %(x)s  {}  {0}
{x.__class__}  {{x}}  {% x %}  <b>x</b>  <script>alert(1)</script>
<img src=x onerror=alert(1)>  &amp;&#x1b;  ]]>  </textarea>  <!--  <?xml?>  <!DOCTYPE x>
javascript:alert(1)  `x`  **x**  # x  [x](javascript:alert(1))  ![x](http://x)  | a | b |
---  ~~x~~  > x  - [ ] x
"""
)
_FORMULAS = _split(
    r"""
=1+1  +1+1  -1+1  @SUM(1)  =cmd|'/C calc'!A0  ='a'!b  =HYPERLINK("http://x")  =WEBSERVICE(1)
'=1  "=1"  %0A=1  ;=1  =  +  -  @  a,"b  a""b  "  ""  "a  a;b  ,  ;
"""
)
_PLACES = _split(
    r"""
../../etc/passwd  ..  .  /  /etc/passwd  C:\x  \\x\y  ~  ~root  $HOME  CON  nul.txt  COM1
aux  a/b  a\b  a:b  a*b  a?b  a|b  a<b>  .hidden  x.json  x.  -rf  --help  ; rm -rf .  $(x)
&& x  | x  > x  !x  file:///etc/passwd  http://x/?a=b&c#d  %2e%2e%2f
"""
)
_DATA = _split(
    r"""
null  true  false  yes  no  on  off  ~  NaN  Infinity  -0  1e999  0x1  12:30  0o17  1_000
2026-02-30  9999-12-31  0000-00-00  1.2.3  31.12.  -1  99  {  }  {"a":1}  [1,2]  "  '
'; DROP TABLE games;--  ' OR 1=1 --  &a *a  !!x  !!python/object/apply:os.system [x]  *x  &x
- x  ? x  : x  a: b  %YAML  ---  __class__  __proto__  constructor  eval(1)  import os
<<: *x  \u001b[2J  \x1b
"""
)
_SCRIPTS = _split(
    r"""
日本語のお客様  客户  고객  مرحبا  שלום  ลูกค้า  ग्राहक  Ελλάς  Ω  ß  İ  ı  ﬀ  🎉  👩‍👩‍👧  🇩🇪  🇩  👍🏽
❤️  1️⃣  🏴󠁧󠁢󠁥󠁮󠁧󠁿  🎉🎉🎉🎉🎉🎉🎉🎉  é  ́
Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!  𝕏  𐍈  􏿿  ｗｉｄｅ  ﷺ
ﷺﷺﷺﷺﷺﷺﷺﷺ  ٣  ½  ①  مرحبا hello שלום  ─│┼  …  “x”
"""  # noqa: RUF001 (meant)
)
_ODD = (
    "\\",
    "[\\",
    "\t=1",
    "\r=1",
    " =1",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\n",
    "\r",
    "\t",
    "x ",
    " x",
    "x\x00.json",
    "a" * 300 + ".json",
    "a" + "\u0301" * 200,
    "日" * 500,
    "a\u200bb" * 50,
    "\xa0",
    "\u3000",
    "█" * 90,
)
_LONG = ("x" * 20_000, "[/x]" * 2_500, "a b " * 3_000, "x\n" * 5_000, "\t" * 3_000, "日" * 12_000)

HOSTILE = tuple(
    dict.fromkeys(
        _SEQUENCES
        + _CONTROLS
        + _DECEIVING
        + _MARKUP
        + _FORMULAS
        + _PLACES
        + _DATA
        + _SCRIPTS
        + _ODD
        + _LONG
    )
)
"""All of them, each once."""


def sendable(text: str) -> bool:
    """Whether a terminal could send the text at all: half a character has no bytes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
