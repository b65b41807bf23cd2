using System.Globalization;
using ClickFunnels.Emulator;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Sync.Tests;

/// <summary>Random rows, faults and settings: the outcomes agree with the contacts that the emulator has afterwards.</summary>
public sealed class ImportFaultTests
{
    private static readonly Func<Fault>[] Faults =
    [
        Fault.BadGateway,
        static () => Fault.RateLimit(),
        Fault.CutBefore,
        Fault.CutAfter,
        Fault.BrokenJson,
        static () => Fault.Error(503, "Unavailable"),
    ];

    // No tag has this id, so that the service refuses the row.
    private const long NoTag = 999_999_999;

    [FsCheck.NUnit.Property(MaxTest = 40, Replay = "(20261127,15)")]
    public Property Outcomes_agree_with_the_contacts_of_the_workspace() =>
        Prop.ForAll(Histories(), static history => Run(history).GetAwaiter().GetResult());

    private static Arbitrary<History> Histories()
    {
        var row =
            from person in Gen.Choose(-1, 6)
            from name in Gen.OneOf(Gen.Elements<string?>(null, "", "A", "Ünï 🙂", "a\"b,c\nd", "\u0007", "\ud800"), Strings())
            from upper in Gen.Elements(true, false)
            from refused in Gen.Frequency((1, Gen.Constant(true)), (6, Gen.Constant(false)))
            select new Row(person, name, upper, refused);
        return (
            from rows in row.ListOf()
            from faults in Gen.Choose(0, Faults.Length - 1).ListOf()
            from parallel in Gen.Choose(1, 8)
            from retries in Gen.Choose(0, 3)
            from rejectsDuplicates in Gen.Elements(true, false)
            select new History([.. rows], [.. faults.Take(12)], parallel, retries, rejectsDuplicates)
        ).ToArbitrary();
    }

    private static Gen<string?> Strings() => ArbMap.Default.GeneratorFor<string?>();

    private static async Task Run(History history)
    {
        await using var world = await ImportWorld.StartAsync(configure: options => options.MaxRetries = history.Retries);
        foreach (var fault in history.Faults)
        {
            world.Server.Faults.Add("upsertContacts", Faults[fault]());
        }

        var options = new ImportOptions
        {
            MaxParallelRows = history.Parallel,
            DuplicateRows = history.RejectsDuplicates ? DuplicateRows.Reject : DuplicateRows.LaterRowWins,
            ResultPath = world.ResultPath,
            TimeProvider = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromMinutes(1) },
        };

        var result = await world.RunAsync(ImportSource.Rows("rows", ReadAsync(history.Rows)), options);

        var outcomes = ImportWorld.Results(world.ResultPath);
        Assert.That(
            outcomes.Select(static cells => int.Parse(cells[0], CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(1, history.Rows.Length))
        );
        Assert.That(result.Rows, Is.EqualTo(history.Rows.Length));
        var expected = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<int>();
        for (var index = 0; index < history.Rows.Length; index++)
        {
            var row = history.Rows[index];
            var isDuplicate = row.IsValid && !seen.Add(row.Person) && history.RejectsDuplicates;
            var isRejected = !row.IsValid || isDuplicate || row.IsRefused;
            Assert.That(outcomes[index][2] == "rejected", Is.EqualTo(isRejected), $"Row {index + 1}: {outcomes[index][2]}");
            if (!isRejected)
            {
                expected[row.Address] = string.IsNullOrWhiteSpace(row.Name) ? expected.GetValueOrDefault(row.Address) : row.Name.Trim();
            }
        }

        var contacts = await world.ContactsAsync();
        Assert.That(
            contacts.Select(static contact => (contact.EmailAddress!.ToUpperInvariant(), contact.FirstName)),
            Is.EquivalentTo(expected.Select(static pair => (pair.Key.ToUpperInvariant(), pair.Value)))
        );
        Assert.That(result.Created, Is.LessThanOrEqualTo(contacts.Count));
    }

    private static async IAsyncEnumerable<ImportRow> ReadAsync(Row[] rows)
    {
        string[] columns = ["email_address", "first_name", "tag_ids"];
        for (var index = 0; index < rows.Length; index++)
        {
            yield return new ImportRow(index + 1, columns, [rows[index].Address, rows[index].Name, rows[index].IsRefused ? NoTag : null]);
        }

        await Task.CompletedTask;
    }

    private sealed record Row(int Person, string? Name, bool IsUpper, bool IsRefused)
    {
        public string Address =>
            Person < 0 ? "no address"
            : IsUpper ? $"C{Person}@EXAMPLE.COM"
            : $"c{Person}@example.com";

        public bool IsValid => Person >= 0 && (string.IsNullOrWhiteSpace(Name) || IsText(Name.Trim()));

        private static bool IsText(string text) =>
            text.EnumerateRunes().All(static rune => rune.Value is '\t' or '\r' or '\n' || !System.Text.Rune.IsControl(rune))
            && text == System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private sealed record History(Row[] Rows, int[] Faults, int Parallel, int Retries, bool RejectsDuplicates)
    {
        public override string ToString() =>
            $"{string.Join("; ", (object[])Rows)} | {string.Join(',', Faults)} | {Parallel} {Retries} {RejectsDuplicates}";
    }
}
