using System.Text.RegularExpressions;

namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>The analyzers check all code of the repository that uses the client, so that a build shows false alarms.</summary>
public sealed partial class RepositoryTests
{
    [Test]
    public void Every_project_that_uses_the_client_is_checked()
    {
        var checkedBy = UsesClient()
            .Matches(File.ReadAllText(Repository.PathOf("Directory.Build.targets")))
            .Select(static match => match.Groups[1].Value)
            .ToHashSet();
        var users = Directory
            .EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories)
            .Where(static file => File.ReadAllText(file).Contains("\"clickfunnels.client\": {", StringComparison.Ordinal))
            .SelectMany(static file => Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.csproj"))
            .ToList();

        Assert.That(users, Has.Count.GreaterThan(10), "The projects were not found.");
        Assert.That(
            users.Where(project =>
                !References().Matches(File.ReadAllText(project)).Any(match => checkedBy.Contains(match.Groups[1].Value))
            ),
            Is.Empty,
            "Add a project that they reference to the list in Directory.Build.targets."
        );
    }

    [GeneratedRegex(@"WithMetadataValue\('Filename', '([\w.]+)'\)")]
    private static partial Regex UsesClient();

    [GeneratedRegex(@"<ProjectReference Include=""(?:[^""]*/)?([\w.]+)\.csproj""")]
    private static partial Regex References();
}
