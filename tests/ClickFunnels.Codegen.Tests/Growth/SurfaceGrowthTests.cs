using System.Text;

namespace ClickFunnels.Codegen.Tests.Growth;

/// <summary>
/// A contract that grows is a surface that grows: programs that were written for the earlier client compile against the later one, and
/// programs that were compiled against it run.
/// </summary>
public sealed class SurfaceGrowthTests
{
    private const string Contract = "tests/ClickFunnels.Core.Tests/Library/library.yaml";

    /// <summary>Generated once, because generation takes seconds.</summary>
    private static readonly Lazy<Task<Versions>> All = new(GenerateAsync);

    [Test]
    public async Task The_grown_contract_has_what_was_added()
    {
        var versions = await All.Value;
        const string NewProgram = """
            using System.Threading.Tasks;
            using CityLibrary;

            public static class Caller
            {
                public static async Task RunAsync(LibraryClient client)
                {
                    await client.Books.GetAsync(7, new() { Language = "en" });
                    await client.Books.ListAsync(new() { Language = "en", Where = new() { Publisher = "P" } }).ToListAsync();
                    await client.Books.RenewAsync(7, new() { Body = new() { Days = 14 } });
                    var book = await client.Books.CreateAsync(new() { Publisher = "P", Status = BookStatus.InRepair });
                    await client.Books.ArchiveAsync(7);
                    await client.Books.Copies.ListAsync(7).ToListAsync();
                    await client.Authors.GetAsync(book.Publisher ?? "P");
                }
            }
            """;

        Assert.That(versions.Later.ProblemsOf(NewProgram), Is.Empty);
        Assert.That(versions.Earlier.ProblemsOf(NewProgram), Has.Count.GreaterThanOrEqualTo(8));
    }

    [Test]
    public async Task A_program_for_the_earlier_client_compiles_against_the_later_one()
    {
        var versions = await All.Value;

        Assert.That(versions.Earlier.ProblemsOf(Program), Is.Empty);
        Assert.That(versions.Later.ProblemsOf(Program), Is.Empty);
    }

    [Test]
    public async Task A_program_that_was_compiled_against_the_earlier_client_runs_on_the_later_one()
    {
        var versions = await All.Value;
        var program = versions.Earlier.Build(Program);
        var expected = await versions.Earlier.RunAsync(program);

        Assert.That(
            expected,
            Does.Contain("Mock 7").And.Contain("PATCH /v1/books/7 {\"book\":{\"pages\":3}}"),
            "The program did not do its work."
        );
        Assert.That(await versions.Later.RunAsync(program), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_required_body_is_noticed_in_both_ways()
    {
        var versions = await All.Value;

        Assert.That(versions.Broken.ProblemsOf(Program), Has.Some.Contains("RenewAsync"));
        Assert.That(
            () => versions.Broken.RunAsync(versions.Earlier.Build(Program)),
            Throws.TypeOf<MissingMethodException>().With.Message.Contains("RenewAsync")
        );
    }

    private static string Program
    {
        get
        {
            using var stream = typeof(SurfaceGrowthTests).Assembly.GetManifestResourceStream("Caller.cs")!;
            return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        }
    }

    private static async Task<Versions> GenerateAsync()
    {
        using var copy = RepositoryCopy.OfCodeGeneration();
        var earlier = copy.Read(Contract);
        Add(copy, "grown", Grown(earlier));
        Add(copy, "broken", WithRenewalBody(earlier, isRequired: true));
        var result = await copy.GenerateAsync();
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return new Versions(
            new LibraryVersion(copy, "tests/ClickFunnels.Core.Tests/Library/Generated"),
            new LibraryVersion(copy, "tests/grown/Generated"),
            new LibraryVersion(copy, "tests/broken/Generated")
        );
    }

    private static void Add(RepositoryCopy copy, string name, string contract)
    {
        copy.Append($"tests/{name}/library.yaml", contract);
        copy.AddContract(name, $"tests/{name}/library.yaml", "CityLibrary", $"tests/{name}/Generated");
    }

    // New things come first wherever an order could matter.
    private static string Grown(string contract)
    {
        const string Language =
            "- { name: language, in: query, description: Language., schema: { $ref: '#/components/schemas/Language' } }\n        ";
        const string Publisher = "\n        publisher: { type: [string, 'null'], description: Publisher. }";
        const string Publishers = "\n        publisher: { type: array, items: { type: string }, description: Publishers. }";
        contract = WithRenewalBody(contract, isRequired: false);
        contract = Replace(contract, "      operationId: getBook\n", $"$0      parameters:\n        {Language.TrimEnd(' ')}");
        contract = Replace(contract, "- { name: sort, in: query,", Language + "$0");
        contract = Replace(contract, "a list of books.\n      x-usage: filter\n      properties:", "$0" + Publishers);
        contract = Replace(contract, "A book to add.\n      x-usage: request\n      properties:", "$0" + Publisher);
        contract = Replace(contract, "required: [id, title]\n      properties:", "$0" + Publisher);
        contract = Replace(contract, "enum: [on_shelf, on_loan, lost]", "enum: [in_repair, on_shelf, on_loan, lost]");
        contract = Replace(
            contract,
            "tags: &tags\n",
            """
            tags: &tags
              - { name: Authors, x-client: Authors, description: Authors of books. }
              - { name: BookCopies, x-client: Books.Copies, description: Copies of a book. }

            """
        );
        return Replace(
            contract,
            "paths:\n",
            """
            paths:
              /authors/{id}:
                get:
                  operationId: getAuthor
                  tags: [Authors]
                  description: Returns an author.
                  x-method: Get
                  parameters:
                    - $ref: '#/components/parameters/Id'
                  responses:
                    '200':
                      description: The author.
                      content: { application/json: { schema: { $ref: '#/components/schemas/Member' } } }
              /books/{id}/copies:
                get:
                  operationId: listBookCopies
                  tags: [BookCopies]
                  description: Lists the copies of a book.
                  x-method: List
                  parameters:
                    - $ref: '#/components/parameters/Id'
                  responses:
                    '200':
                      description: All copies.
                      content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Shelf' } } } }
              /books/{id}/archive:
                post:
                  operationId: archiveBook
                  tags: [Books]
                  description: Archives a book.
                  x-method: Archive
                  parameters:
                    - $ref: '#/components/parameters/Id'
                  responses:
                    '204': { description: The book was archived. }

            """
        );
    }

    private static string WithRenewalBody(string contract, bool isRequired)
    {
        var body = $$"""
                  x-method: Renew
                  requestBody:
                    required: {{(isRequired ? "true" : "false")}}
                    content: { application/json: { schema: { $ref: '#/components/schemas/RenewalCreate' } } }

            """;
        contract = Replace(contract, "      x-method: Renew\n", body);
        return Replace(
            contract,
            "  schemas:\n",
            """
              schemas:
                RenewalCreate:
                  type: object
                  description: A renewal to make.
                  x-usage: request
                  properties:
                    days: { type: [integer, 'null'], format: int32, description: For how many days. }

            """
        );
    }

    /// <summary>Replaces a text that appears once; <c>$0</c> inserts it.</summary>
    private static string Replace(string contract, string old, string text)
    {
        Assert.That(contract.Split(old), Has.Length.EqualTo(2), old);
        return contract.Replace(old, text.ReplaceLineEndings("\n").Replace("$0", old, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private sealed record Versions(LibraryVersion Earlier, LibraryVersion Later, LibraryVersion Broken);
}
