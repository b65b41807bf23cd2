namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>The core names no platform: neither in what it writes nor in what it offers.</summary>
public sealed class PlatformTests
{
    private const string Root = "ClickFunnels.Core";
    private static readonly string[] Platforms = ["clickfunnels", "simvoly", "elasticfunnels"];

    private readonly AssemblyFile _core = new(typeof(ApiClient).Assembly.Location);

    [Test]
    public void No_text_in_its_code_names_a_platform()
    {
        var texts = _core.UserStrings.Concat(_core.Constants).ToList();

        Assert.That(texts, Has.Count.GreaterThan(100).And.Contain("Pagination-Next"), "The texts were not read.");
        Assert.That(texts.Where(NamesPlatform), Is.Empty, "Move the text to the ApiService or the options of the client.");
    }

    [Test]
    public void No_public_name_names_a_platform()
    {
        var names = _core
            .PublicNames.Select(static name => name.StartsWith(Root, StringComparison.Ordinal) ? name[Root.Length..] : name)
            .ToList();

        Assert.That(
            names,
            Does.Contain("ApiClient").And.Contain("ownsConnection").And.Contain("SendAsync").And.Contain("TClient"),
            "The names were not read."
        );
        Assert.That(names.Where(NamesPlatform), Is.Empty);
    }

    [Test]
    public void All_of_it_is_below_its_root_namespace()
    {
        Assert.That(
            typeof(ApiClient)
                .Assembly.GetExportedTypes()
                .Where(static type => type.Namespace != Root && !type.Namespace!.StartsWith(Root + ".", StringComparison.Ordinal)),
            Is.Empty
        );
    }

    [TearDown]
    public void Dispose() => _core.Dispose();

    private static bool NamesPlatform(string text) =>
        Platforms.Any(platform => text.Contains(platform, StringComparison.OrdinalIgnoreCase));
}
