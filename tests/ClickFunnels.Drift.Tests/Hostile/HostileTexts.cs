using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>Texts that end a literal, a comment, a line or a template wherever they are not escaped.</summary>
internal static class HostileTexts
{
    private static readonly string[] Fragments =
    [
        "\"",
        "'",
        "\\",
        "\\u0022",
        "{",
        "}",
        "{{",
        "}}",
        ";",
        ",",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "*/",
        "/*",
        "//",
        "///",
        "\n",
        "\r",
        "\r\n",
        "\u0085",
        "\u2028",
        "\u2029",
        "\t",
        "\0",
        "\u001b[31m",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "\u202e",
        "\ufeff",
        "\uffff",
        "{{ 1 }}",
        "{% raw %}",
        "{%- assign text = 1 -%}",
        "{% comment %}",
        "]]>",
        "<!--",
        "</summary>",
        "<script>",
        "&",
        "&#10;",
        "\"\"\"",
        "$@\"",
        "$\"{1}\"",
        "\n#error x\n",
        "\n#pragma warning disable\n",
        "\n#if false\n",
        "#",
        "`",
        "|",
        "%22",
        "%0A",
        "+",
        "*",
        "!",
        "@",
        "$",
        "~",
        "^",
        "=",
        "?",
        ":",
        "/",
        ".",
        "-",
        "_",
        " ",
        "\u00e9",
        "class X { }",
        "\"; System.Console.Beep(); //",
        "\"+System.IO.Directory.CreateDirectory(\"X\")+\"",
        "\")] class Pwn { } //",
        "{ get; set; } static int Evil = 1; int",
        "\npublic class Pwn { }\n",
        "\u2028public class Pwn { }\u2028",
        "__EMPTY-TEMPLATE__",
        "value X Y;",
        "a",
        "B2",
        new('x', 3000),
    ];

    /// <summary>Gets texts of fragments and of random characters.</summary>
    public static Gen<string> All { get; } =
        Gen.OneOf(
                Gen.ListOf(
                        Gen.OneOf(
                            Gen.Elements(Fragments),
                            Gen.Elements(Fragments),
                            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString())
                        )
                    )
                    .Select(string.Concat),
                Gen.Elements(Fragments)
            )
            .Where(text => text.Length > 0);
}
