using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>A template that takes the place of one of NSwag's says so, so that an upgrade knows what to compare.</summary>
public sealed class TemplateTests
{
    private static IEnumerable<string> Templates => Directory.GetFiles(Path.Combine(Repository.Root, "build", "templates"), "*.liquid").Select(static file => Path.GetFileName(file));

    [TestCaseSource(nameof(Templates))]
    public void Its_first_line_names_the_template_and_the_version_that_it_stands_for(string template)
    {
        var first = File.ReadLines(Path.Combine(Repository.Root, "build", "templates", template)).First();

        Assert.That(first, Does.Match($@"Stands for (NSwag 14\.7\.1|NJsonSchema 11\.6\.1) {System.Text.RegularExpressions.Regex.Escape(template)}: "), $"Head {template} with the upstream version that it stands for.");
    }
}
