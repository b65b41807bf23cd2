namespace ClickFunnels.Codegen.Tests;

/// <summary>Runs code generation as someone does who has the .NET SDK but not Node, each test on its own copy.</summary>
public sealed class GenerationTests
{
    private const string Spec = "spec/clickfunnels.yaml";
    private const string Sample = """
        openapi: 3.1.0
        info: { title: Sample, version: 1.0.0 }
        paths: {}
        components:
          schemas:
            Gadget:
              type: object
              x-usage: response
              properties:
                name: { type: string }

        """;

    [Test]
    public async Task An_unchanged_tree_needs_neither_Node_nor_the_generator()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();

        var result = await copy.GenerateAsync(new Dictionary<string, string>(copy.WithoutNode().Concat(copy.WithoutPackages())));

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(copy.PathOf("build/obj"), Does.Not.Exist, "The generator was restored.");
    }

    [Test]
    public async Task A_changed_contract_is_regenerated_without_Node()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Replace(Spec, "x-method: Upsert\n", "x-method: UpsertAnew\n");

        var result = await copy.GenerateAsync(copy.WithoutNode());

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(copy.Read(CodeGeneration.Clients), Does.Contain("UpsertAnewAsync("));
        var verified = await copy.VerifyAsync();
        Assert.That(verified.ExitCode, Is.Zero, verified.Output);
    }

    [Test]
    public async Task A_new_event_type_is_one_entry_of_the_contract()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Replace(
            Spec,
            "\nwebhooks:\n",
            """

            webhooks:
              contact.promoted:
                post:
                  operationId: contactPromoted
                  summary: A contact was promoted.
                  x-class: ContactPromoted
                  x-aliases: [contact/promoted]
                  requestBody:
                    content:
                      application/json:
                        schema:
                          $ref: '#/components/schemas/ContactNotification'
                  responses:
                    '200':
                      $ref: '#/components/responses/WebhookReceived'

            """
        );

        var result = await copy.GenerateAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        var catalog = copy.Read(CodeGeneration.Catalog);
        Assert.That(catalog, Does.Contain("public sealed partial class ContactPromoted : WebhookNotification<Contact>;"));
        Assert.That(catalog, Does.Contain("\"contact.promoted\" or \"contact/promoted\" => new ContactPromoted(),"));
    }

    [Test]
    public async Task A_property_that_becomes_free_text_leaves_the_redaction_list()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        Assert.That(copy.Read(CodeGeneration.Catalog), Does.Contain("[\"effective_time\"] = [\"next_renewal\", \"now\"],"));
        copy.Replace(
            Spec,
            "\n    WebhookEvent:\n      type: object\n",
            """

                Remark:
                  type: object
                  x-usage: response
                  description: A remark.
                  properties:
                    effective_time:
                      type: string
                WebhookEvent:
                  type: object

            """
        );

        var result = await copy.GenerateAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(copy.Read(CodeGeneration.Catalog), Does.Not.Contain("\"effective_time\""));
    }

    [Test]
    public async Task A_generator_that_cannot_be_restored_is_an_error_that_says_what_to_do()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Append(Spec, "# edited\n");

        var result = await copy.GenerateAsync(copy.WithoutPackages());

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN002").And.Contain($"{Spec} (the contract) was edited").And.Contain("Fix: "));
    }

    [Test]
    public async Task A_second_contract_is_one_line_and_is_generated_alone()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.Append("tests/Sample/sample.yaml", Sample);
        copy.AddContract("sample", "tests/Sample/sample.yaml", "SampleApi", "tests/Sample/Generated");

        var first = await copy.GenerateAsync();
        var second = await copy.GenerateAsync();

        Assert.That(first.ExitCode, Is.Zero, first.Output);
        Assert.That(first.Output, Does.Contain("Generating sample ").And.Not.Contain("Generating clickfunnels "));
        Assert.That(copy.Read("tests/Sample/Generated/Models.g.cs"), Does.Contain("namespace SampleApi;").And.Contain(" class Gadget "));
        Assert.That(copy.PathOf("tests/Sample/Generated/Clients.g.cs"), Does.Exist);
        Assert.That(copy.Read("tests/Sample/Generated/codegen.sha256"), Does.Contain("  tests/Sample/sample.yaml\n"));
        Assert.That(second.Output, Does.Not.Contain("Generating "));
    }

    [Test]
    public async Task A_contract_without_its_file_is_an_error()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        copy.AddContract("sample", "spec/absent.yaml", "SampleApi", "generated/sample");

        var result = await copy.GenerateAsync();

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("CODEGEN005").And.Contain("sample has no file spec/absent.yaml"));
    }
}
