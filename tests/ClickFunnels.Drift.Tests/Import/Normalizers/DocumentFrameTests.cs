using System.Text.Json.Nodes;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Tests the parts of a document around its operations.</summary>
public sealed class DocumentFrameTests
{
    [Test]
    public void The_frame_is_that_of_our_contract()
    {
        var document = Normalizing.Apply(
            new DocumentFrame(Normalizing.Names),
            "components:\n  schemas:\n    B: {type: string}\n    A: {type: string}\npaths: {}\ninfo: {title: Theirs}\nopenapi: 3.0.0\n"
        );

        Assert.That(
            ((JsonObject)document).Select(entry => entry.Key),
            Is.EqualTo([
                "openapi",
                "info",
                "servers",
                "security",
                "x-client-class",
                "x-scope-parameter",
                "x-default-host",
                "paths",
                "components",
            ])
        );
        Assert.That(document["openapi"]!.ToString(), Is.EqualTo("3.1.0"));
        Assert.That(((JsonObject)document["components"]!["schemas"]!).Select(entry => entry.Key), Is.EqualTo(["A", "B"]));
    }
}
