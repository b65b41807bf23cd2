using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Surface;

namespace ClickFunnels.Drift.Tests.Surface;

/// <summary>Tests the rules for changes of the surface.</summary>
public sealed class SurfaceComparisonTests
{
    private const string Other = "public class Other { public int Kept; }\n";

    [TestCase("public class A { public int X; }", "public class A { }", "surface-member-removed /A/X")]
    [TestCase("public class A { public int X, Y; }", "", "surface-member-removed /A")]
    [TestCase("public class A { }", "public class A { public int X; }", "surface-member-added /A/X")]
    [TestCase("", "public class A { public int X, Y; }", "surface-member-added /A")]
    [TestCase("public class A { public int X; }", "public class A { public long X; }", "surface-member-changed /A/X")]
    [TestCase("public class A { public string? X; }", "public class A { public string X; }", "surface-member-changed /A/X")]
    [TestCase(
        "public class A { public void Do(int a = 1) { } }",
        "public class A { public void Do(int a = 2) { } }",
        "surface-member-changed /A/Do(int)"
    )]
    [TestCase(
        "public class A { public void Do(int a) { } }",
        "public class A { public void Do(int b) { } }",
        "surface-member-changed /A/Do(int)"
    )]
    [TestCase(
        "public class A { public void Do() { } }",
        "public class A { public virtual void Do() { } }",
        "surface-member-changed /A/Do()"
    )]
    [TestCase(
        "public class A { public void Do(string? a) { } }",
        "public class A { public void Do(string a) { } }",
        "surface-member-changed /A/Do(string?)"
    )]
    [TestCase(
        "public class A { public void Do(int a) { } }",
        "public class A { public void Do(int a) { } public void Do(int? a) { } }",
        "surface-member-added /A/Do(int?)"
    )]
    [TestCase(
        "public class A { public void Do<T>(T? a) where T : struct { } }",
        "public class A { public void Do<T>(T? a) where T : struct { } public void Do<T>(T? a) where T : class { } }",
        "surface-member-added /A/Do`1(T?)"
    )]
    [TestCase(
        "public class A { public void Do(int a) { } }",
        "public class A { public void Do(long a) { } }",
        "surface-member-removed /A/Do(int)",
        "surface-member-added /A/Do(long)"
    )]
    [TestCase("public class A { public int X { get; set; } }", "public class A { public int X { get; } }", "surface-member-changed /A/X")]
    [TestCase("public class A;", "public sealed class A;", "surface-member-changed /A")]
    [TestCase("public class A<T>;", "public class A<T> where T : class;", "surface-member-changed /A`1")]
    [TestCase("public class A<T>;", "public class A<T, U>;", "surface-member-removed /A`1", "surface-member-added /A`2")]
    [TestCase(
        "public sealed class A;",
        "public class A : IDisposable { public void Dispose() { } }",
        "surface-type-widened /A",
        "surface-member-added /A/Dispose()"
    )]
    [TestCase("public class A : Other { }", "public class A { }", "surface-member-changed /A")]
    [TestCase("public enum A { X, Y }", "public enum A { X, Y = 2 }", "surface-member-changed /A/Y")]
    [TestCase("public enum A { X }", "public enum A { X, Y }", "surface-member-added /A/Y")]
    [TestCase("public interface A { }", "public interface A { int X { get; } }", "surface-member-must-be-implemented /A/X")]
    [TestCase("public interface A { }", "public interface A { virtual int X { get; } }", "surface-member-added /A/X")]
    [TestCase("public interface A { }", "public interface A : IDisposable { }", "surface-member-changed /A")]
    [TestCase(
        "public abstract class A { }",
        "public abstract class A { public abstract void Do(); }",
        "surface-member-must-be-implemented /A/Do()"
    )]
    [TestCase(
        "public class A { public void Do() { } }",
        "public class A { [Obsolete(\"Use B.\")] public void Do() { } }",
        "surface-attribute-changed /A/Do()"
    )]
    [TestCase("public enum A { X }", "[Flags] public enum A { X }", "surface-attribute-changed /A")]
    [TestCase("public class A { public int X; public int Y; }", "public class A { public int Y; public int X; }")]
    public void A_change_is_found(string before, string after, params string[] expected)
    {
        var report = Compare(before, after);
        Assert.That(report.Findings.Select(finding => $"{finding.Rule.Id} {JsonPointerText(finding.Pointer)}"), Is.EquivalentTo(expected));
        Assert.That(report.Findings, Has.All.Property(nameof(Finding.Position)).Not.Null);
        Assert.That(report.Step, Is.EqualTo(expected.Length == 0 ? VersionStep.None : report.Findings.Max(finding => finding.Rule.Step)));
    }

    [Test]
    public void A_finding_has_the_old_and_the_new_declaration()
    {
        var finding = Compare("public class A { public string? X; }", "public class A { public string X; }").Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.OldValue, Is.EqualTo("public string? X;"));
            Assert.That(finding.NewValue, Is.EqualTo("public string X;"));
            Assert.That(finding.Message, Does.StartWith("N.A.X is now declared as"));
            Assert.That(finding.Severity, Is.EqualTo(Severity.Breaking));
        });
    }

    [Test]
    public void Surfaces_without_a_common_type_are_an_error()
    {
        var before = SurfaceFile.Parse("old.txt", "public class A { public int X; }");
        var after = SurfaceFile.Parse("new.txt", "public class B { public int X; }");
        Assert.That(
            () => SurfaceComparison.Compare(before, after),
            Throws.TypeOf<InputException>().With.Message.Contains("nothing to compare")
        );
    }

    [TestCase("", "has no type")]
    [TestCase("namespace A\n{\n    public class B\n", "listing.txt(3,19): Malformed listing")]
    [TestCase("public class A { }\npublic class A { }\n", "listing.txt(2,1): Duplicate type A")]
    [TestCase("public class A\n{\n    public int X;\n    public long X;\n}\n", "listing.txt(4,5): Duplicate member A.X")]
    public void An_invalid_listing_is_an_error_with_its_position(string text, string message)
    {
        Assert.That(() => SurfaceFile.Parse("listing.txt", text), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    private static Report Compare(string before, string after) =>
        SurfaceComparison.Compare(SurfaceFile.Parse("old.txt", Source(before)), SurfaceFile.Parse("new.txt", Source(after)));

    private static string Source(string types) => $"namespace N {{ {Other}{types} }}";

    private static string JsonPointerText(string pointer) =>
        "/" + string.Join('/', JsonPointer.Tokens(pointer)).Replace("N.", "", StringComparison.Ordinal);
}
