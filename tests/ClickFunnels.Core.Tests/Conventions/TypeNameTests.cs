namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>A type name means one thing in all assemblies.</summary>
public sealed class TypeNameTests
{
    private static readonly string[] Projects =
    [
        "extensions/Core/ClickFunnels.Core",
        "extensions/ClickFunnels/ClickFunnels.Client",
        "extensions/AspNetCore/ClickFunnels.AspNetCore",
        "extensions/AspNetCore.PostgreSql/ClickFunnels.AspNetCore.PostgreSql",
        "extensions/Migration/ClickFunnels.Migration",
        "extensions/Sync/ClickFunnels.Sync",
        "extensions/Sync.PostgreSql/ClickFunnels.Sync.PostgreSql",
        "extensions/Sync.DuckDb/ClickFunnels.Sync.DuckDb",
        "extensions/Sync.Parquet/ClickFunnels.Sync.Parquet",
        "extensions/Sync.Orleans/ClickFunnels.Sync.Orleans",
        "extensions/Sync.AspNetCore/ClickFunnels.Sync.AspNetCore",
        "contract/ClickFunnels.Contract",
        "emulator/ClickFunnels.Emulator",
        "extensions/Emulator.Aspire/ClickFunnels.Emulator.Aspire",
        "extensions/Emulator.NUnit/ClickFunnels.Emulator.NUnit",
        "drift/ClickFunnels.Drift",
        "cli/clickfunnels",
    ];

    private static readonly string[] Platforms =
    [
        "ClickFunnels.Emulator.ClickFunnels",
        "ClickFunnels.Emulator.Simvoly",
        "ClickFunnels.Emulator.ElasticFunnels",
    ];

    /// <summary>The names that may appear twice, with the reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["HtmlPage"] = "A file of extensions/Shared, which is compiled into each assembly that has reports.",
        ["ReportText"] = "A file of extensions/Shared, which is compiled into each assembly that has reports.",
        ["Program"] = "The conventional name of the entry point of a program.",
    };

    [Test]
    public void No_two_types_share_a_name()
    {
        var types = Projects.SelectMany(Types).ToList();

        Assert.That(
            types.Select(static type => type.Name),
            Does.Contain("ApiClient").And.Contain("ClickFunnelsClient").And.Contain("Fault").And.Contain("SchemaLimit"),
            "The types were not read."
        );
        Assert.That(
            types
                .GroupBy(static type => type.Name)
                .Where(static group => group.Count() > 1 && !Allowed.ContainsKey(group.Key) && !AreCounterparts(group))
                .Select(static group => $"{group.Key}: {string.Join(", ", group.Select(static type => type.FullName))}"),
            Is.Empty,
            "Rename the internal type to a more precise name."
        );
    }

    [Test]
    public void Each_allowed_name_is_needed()
    {
        var duplicates = Projects
            .SelectMany(Types)
            .GroupBy(static type => type.Name)
            .Where(static group => group.Count() > 1)
            .Select(static group => group.Key);

        Assert.That(Allowed.Keys.Except(duplicates), Is.Empty);
    }

    // The emulated platforms have the same kinds of records, such as products, each with its own rules.
    private static bool AreCounterparts(IEnumerable<(string Name, string FullName)> types) =>
        types.All(static type => Platforms.Any(platform => type.FullName == $"{platform}.{type.Name} in ClickFunnels.Emulator"));

    private static List<(string Name, string FullName)> Types(string project)
    {
        using var assembly = new AssemblyFile(BuiltAssembly.Path(project));
        return [.. assembly.TopLevelTypes.Select(type => (type.Name, $"{type.Namespace}.{type.Name} in {Path.GetFileName(project)}"))];
    }
}
