using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Sentences and examples of the vendor.</summary>
public sealed class VendorProseTests
{
    [Test]
    public void Text_of_the_vendor_is_removed()
    {
        var document = Normalizing.Apply(
            new VendorProse(),
            """
            openapi: 3.1.0
            info: {title: T, version: '1', description: PROSE, contact: {name: PROSE}}
            externalDocs: {url: PROSE}
            x-logo: PROSE
            tags:
              - name: Thing
                description: PROSE
            paths:
              /things:
                summary: PROSE
                post:
                  summary: PROSE
                  description: PROSE
                  x-readme: PROSE
                  parameters:
                    - name: size
                      in: query
                      description: PROSE
                      example: PROSE
                      schema: {type: string, default: PROSE}
                  requestBody:
                    description: PROSE
                    content:
                      application/json:
                        example: {name: PROSE}
                        schema: {type: object, title: PROSE}
                  responses:
                    '200':
                      description: PROSE
                      headers:
                        Link: {description: PROSE, schema: {type: string}}
                      content:
                        application/json:
                          examples: {one: {value: PROSE}}
            components:
              parameters:
                a: {name: a, in: query, description: PROSE, schema: {type: string}}
              schemas:
                Thing:
                  title: PROSE
                  description: PROSE
                  example: PROSE
                  properties:
                    description: {type: string, description: PROSE, example: PROSE}
            """
        );

        Assert.That(document.ToJsonString(), Does.Not.Contain("PROSE"));
        Assert.That(
            document["components"]!["schemas"]!["Thing"]!["properties"]!["description"]!["type"]!.ToString(),
            Is.EqualTo("string"),
            "A property called description is no description."
        );
    }

    [Test]
    public void Our_own_keys_are_kept() =>
        Normalizing.AssertLeaves(new VendorProse(), "type: object\nx-usage: request\nx-vendor-schema: ThingParameters");
}
