using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Envelopes that are not required.</summary>
public sealed class RequiredEnvelopesTests
{
    [Test]
    public void The_only_object_of_a_body_becomes_a_required_envelope()
    {
        var document = Normalizing.Apply(
            new RequiredEnvelopes(Normalizing.Names),
            Rules.Specs.Operation(
                "requestBody:\n  content:\n    application/json:\n      schema:\n        type: object\n        properties:\n "
                    + "         thing:\n            type: object\n            properties:\n              name: {type: string}"
            )
        );
        var operation = document["paths"]!["/things"]!["post"]!;

        Assert.That(operation["x-envelope"]!.ToString(), Is.EqualTo("thing"));
        Assert.That(
            operation["requestBody"]!["content"]!["application/json"]!["schema"]!["required"]!.ToJsonString(),
            Is.EqualTo("""["thing"]""")
        );
        Assert.That(operation["requestBody"]!["required"]!.GetValue<bool>(), Is.True);
    }

    [Test]
    public void A_body_without_envelope_is_kept()
    {
        var document = Normalizing.Read(
            Rules.Specs.Operation(
                "requestBody:\n  content:\n    application/json:\n      schema:\n        type: object\n        properties:\n "
                    + "         ids_in_order: {type: array}"
            )
        );
        new RequiredEnvelopes(Normalizing.Names).Apply(document, new Drift.Import.ImportLog());

        Assert.That(document["paths"]!["/things"]!["post"]!["x-envelope"], Is.Null);
    }
}
