using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Output;

/// <summary>Tests the HTML report: it is self-contained, accessible, bounded, and no text of an input becomes markup.</summary>
public sealed partial class HtmlFormatTests
{
    private const string Attack =
        "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"x\" '`{{1}}<!-- &lt;]]>\u202e\n";

    [Test]
    public void Text_of_inputs_is_never_markup()
    {
        var finding = SampleReports.Dangerous.Findings[0] with
        {
            Message = Attack,
            CSharp = Attack,
            Pointer = "/" + Attack,
            OldValue = Attack,
            NewValue = Attack,
            File = Attack,
            Operations = [Attack, Attack + "2"],
        };
        var report = SampleReports.Dangerous with { Title = Attack, Findings = [finding], Notes = [Attack] };
        var html = SampleReports.Write("html", report);

        Assert.That(TagNames().Matches(html).Select(tag => tag.Groups[1].Value).Distinct(), Is.SubsetOf(Allowed));
        Assert.That(Regex.Matches(html, "<script"), Has.Count.EqualTo(1));
        Assert.That(Regex.Matches(html, "</script"), Has.Count.EqualTo(1));
        Assert.That(Regex.Matches(html, "<style"), Has.Count.EqualTo(1));
        Assert.That(
            TagNames().Matches(html).SelectMany(tag => Attributes().Matches(tag.Value)).Select(attribute => attribute.Groups[1].Value),
            Has.None.StartsWith("on").And.None.EqualTo("src").And.None.EqualTo("href")
        );
        Assert.That(html, Does.Contain("&lt;img src=x onerror=alert(1)&gt;"), "The text is shown.");
        Assert.That(html.Contains('\u202e', StringComparison.Ordinal), Is.False);
    }

    [Test]
    public void The_policy_allows_only_its_own_style_and_script()
    {
        var html = SampleReports.Write("html", SampleReports.Full);
        var policy = Regex.Match(html, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.That(policy, Does.StartWith("default-src 'none';"));
        Assert.That(policy, Does.Contain($"style-src '{Hash(html, "style")}'").And.Contain($"script-src '{Hash(html, "script")}'"));
        Assert.That(
            html,
            Does.Not.Match("(?i)(https?:)?//[a-z]+\\.[a-z]+/[^ <]*\\.(js|css)").And.Not.Contain("url(").And.Not.Contain("@import")
        );
    }

    [Test]
    public void It_is_a_readable_list_without_the_script_and_usable_with_a_keyboard()
    {
        var html = SampleReports.Write("html", SampleReports.Full);
        Assert.That(html, Does.StartWith("<!DOCTYPE html>\n<html lang=\"en\">"));
        Assert.That(html, Does.Contain("<form id=\"filter\" role=\"search\" aria-label=\"Filter of the findings\" hidden>"));
        Assert.That(Regex.Matches(html, "<article "), Has.Count.EqualTo(4), "No finding is hidden.");
        Assert.That(html, Does.Not.Contain("<article hidden"));
        Assert.That(html, Does.Contain("aria-live=\"polite\"").And.Contain("<legend>Level</legend>"));
        Assert.That(html, Does.Contain("<dt>C#</dt><dd>Remove the code that uses Contact.FirstName.</dd>"));
        Assert.That(
            Regex
                .Matches(html, "<(input|select) [^>]*>")
                .Select(control => html[..control.Index].LastIndexOf("<label>", StringComparison.Ordinal)),
            Has.All.Positive
        );
        foreach (var element in (string[])["article", "section", "dl", "div", "form", "main", "select", "pre", "label"])
        {
            Assert.That(Regex.Count(html, $"<{element}[ >]"), Is.EqualTo(Regex.Count(html, $"</{element}>")), element);
        }
    }

    [Test]
    public void Its_size_is_bounded()
    {
        var huge = SampleReports.Full.Findings[0] with { Message = new string('<', 100_000) };
        var html = SampleReports.Write("html", SampleReports.Full with { Findings = [.. Enumerable.Repeat(huge, 3_000)] });
        Assert.That(html.Length, Is.InRange(1_000_000, HtmlFormat.MaxFindings + 500_000));
        Assert.That(html, Does.Match("<p>[0-9]+ more, which the other formats list\\.</p>"));
    }

    [Test]
    public async Task Both_sides_of_a_change_are_shown()
    {
        using var specs = new SpecFolder();
        var run = await DriftProgram.RunAsync("diff", specs.Old, specs.Breaking, "--format", "html");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        var sides = Regex
            .Matches(run.Output, "<pre [^>]*><code>(.*?)</code></pre>", RegexOptions.Singleline)
            .Select(side => side.Groups[1].Value)
            .ToList();
        Assert.That(sides, Has.Count.EqualTo(2));
        Assert.That(sides[0], Does.Contain("&quot;const&quot;: &quot;a&quot;"));
        Assert.That(sides[1], Does.Contain("&quot;const&quot;: &quot;b&quot;"));
    }

    private static readonly string[] Allowed =
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
        "main",
        "form",
        "fieldset",
        "legend",
        "label",
        "input",
        "select",
        "option",
        "output",
        "section",
        "article",
        "dl",
        "div",
        "dt",
        "dd",
        "code",
        "pre",
        "footer",
        "script",
    ];

    private static string Hash(string html, string element)
    {
        var text = Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    [GeneratedRegex("<([a-zA-Z][a-zA-Z0-9]*)(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex TagNames();

    [GeneratedRegex("([a-zA-Z-]+)=\"[^\"]*\"")]
    private static partial Regex Attributes();
}
