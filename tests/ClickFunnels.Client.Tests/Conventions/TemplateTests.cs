using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClickFunnels.Tests.Conventions;

/// <summary>
/// The first line of each template, partial templates aside, names the NSwag template that it replaces, so that an upgrade shows what to
/// compare.
/// </summary>
public sealed class TemplateTests
{
    /// <summary>The version of NSwag; build/nswag.csproj is the only place that names it.</summary>
    private static readonly string NSwagVersion = XDocument
        .Load(Path.Combine(Repository.Root, "build", "nswag.csproj"))
        .Descendants("NSwagVersion")
        .Single()
        .Value;

    private static IEnumerable<string> Templates =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "build", "templates"), "*.liquid")
            .Select(static file => Path.GetFileName(file))
            .Where(static file => !file.StartsWith('_'));

    [Test]
    public void Its_first_line_names_the_template_and_the_version_that_it_replaces() =>
        Each.Of(
            Templates,
            template =>
            {
                var first = File.ReadLines(Path.Combine(Repository.Root, "build", "templates", template)).First();

                Assert.That(
                    first,
                    Does.Match($@"Replaces (NSwag {Regex.Escape(NSwagVersion)}|NJsonSchema 11\.6\.1) {Regex.Escape(template)}: "),
                    $"{template} does not name the upstream template and its version. Fix: compare the two and correct the first line."
                );
            }
        );
}
