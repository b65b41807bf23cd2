using FsCheck;
using FsCheck.Fluent;
using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>Any values come back: from their columns, or from the extra values.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileRoundTripTests(FileFormat format)
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "\"",
        ",",
        "\r",
        "\n",
        "\r\n",
        "a\"b,c\nd",
        " x ",
        "\t",
        "null",
        "NULL",
        "\\N",
        "=1+1",
        "\0",
        "a\0b",
        "\ud800",
        "\udc00x",
        "x\ud83d",
        "\ud83d\ude00",
        "\u2028\u0085\u007f",
        "\ufeff",
        "\ufffe",
        "{}",
        "2026-01-01",
        new string('x', 70_000),
    ];

    private static readonly string[] Jsons =
    [
        "null",
        "{}",
        "[]",
        " [ 1 , 2.50 ,\n 1e400 , -0 ] ",
        "{\"a\":{\"b\":\"\\ud800\\u0000\"},\"a b\":\" x \\\" \"}",
        "\"\ud800\"",
        "not json",
        "{",
        "",
        "123456789012345678901234567890.10",
        "\"\u2028\u0085\"",
        "1 2",
        "\0",
    ];

    private static readonly SyncColumnType[] Types = Enum.GetValues<SyncColumnType>();

    private static Gen<string> Text =>
        Gen.OneOf(Gen.Elements(Texts), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => text.Get));

    private static Gen<string> Name =>
        Gen.OneOf(
            Gen.Elements("name", "Name", "a,b", "x\"", "_extra", "id", "\ud800", "a\0"),
            Text.Select(static text => text.Length > 600 ? "long" : text)
        );

    private static Gen<object?> Value(SyncColumnType type) =>
        Gen.Frequency(
            (1, Gen.Constant<object?>(null)),
            (
                6,
                type switch
                {
                    SyncColumnType.WholeNumber => Gen.OneOf(
                            Gen.Elements(0, long.MaxValue, long.MinValue),
                            ArbMap.Default.GeneratorFor<long>()
                        )
                        .Select(static value => (object?)value),
                    SyncColumnType.DecimalNumber => Gen.OneOf(
                            Gen.Elements(0m, 19.90m, -0.00000000001m, 999999999999999999.9999999999m, decimal.MaxValue, decimal.MinValue),
                            ArbMap.Default.GeneratorFor<decimal>()
                        )
                        .Select(static value => (object?)value),
                    SyncColumnType.Boolean => Gen.Elements<object?>(true, false),
                    SyncColumnType.Timestamp => Gen.OneOf(
                            Gen.Elements(
                                DateTimeOffset.MinValue,
                                DateTimeOffset.MaxValue,
                                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5))
                            ),
                            Gen.Choose(-2_000_000_000, 2_000_000_000).Select(static ticks => Time.AddTicks(ticks))
                        )
                        .Select(static value => (object?)value),
                    SyncColumnType.Json => Gen.Elements(Jsons).Select(static value => (object?)value),
                    _ => Text.Select(static value => (object?)value),
                }
            ),
            // A value of another type, which the engine should not send.
            (1, Gen.Elements<object?>("odd", 1L, 2.5m, true, Time))
        );

    private static Gen<Case> Cases =>
        from names in Gen.ListOf(Name)
        from types in Gen.ListOf(Gen.Elements(Types), 30)
        let columns = names.Distinct().Take(30).Select((name, index) => new SyncColumn(name, types[index])).ToList()
        from rows in Gen.ListOf(Row(columns))
        from sizes in Gen.ListOf(Gen.Choose(0, 12), 100)
        from isReopened in Gen.ListOf(Gen.Elements(true, false), 100)
        select new Case(columns, [.. rows.Take(100)], [.. sizes], [.. isReopened]);

    [Test]
    public async Task Written_rows_are_read_again()
    {
        var cases = Cases.Sample(30, format.IsParquet ? 40 : 80);
        await Each.OfAsync(cases, CheckAsync);
    }

    private static Gen<(object?[] Values, string? Extra, long? Parent)> Row(List<SyncColumn> columns) =>
        from values in Gen.CollectToList(columns.Select(static column => Value(column.Type)))
        from count in Gen.Choose(0, columns.Count)
        from isShort in Gen.Elements(true, false, false)
        from extra in Gen.Elements(null, "{}", "{ \"more\" : [ 1.50, \"\\ud800\" ] }", "{\"more\":\"\ud800\"}")
        from parent in Gen.Elements<long?>(null, 5, long.MinValue)
        select (values.Take(isShort ? count : columns.Count).ToArray(), extra, parent);

    private async Task CheckAsync(Case @case)
    {
        using var folder = new TemporaryFolder();
        var next = 0;
        var table = new SyncTable("things", []);
        var expected = new List<(SyncTable Table, SyncRow Row)>();
        var sink = await format.OpenAsync(folder.Path);
        for (var step = 0; next < @case.Rows.Count; step++)
        {
            if (@case.IsReopened[step % @case.IsReopened.Count])
            {
                await sink.DisposeAsync();
                sink = await format.OpenAsync(folder.Path);
            }

            // Columns appear one after the other, and the caller has them in another order than the file.
            var columns = @case.Columns.Take(step + 1);
            table = await sink.PrepareAsync(new SyncTable("things", step % 2 == 0 ? columns : columns.Reverse()));
            var rows = new List<SyncRow>();
            for (
                var count = Math.Max(@case.Sizes[step % @case.Sizes.Count], step > 90 ? 1 : 0);
                count > 0 && next < @case.Rows.Count;
                count--, next++
            )
            {
                var (values, extra, parent) = @case.Rows[next];
                var row = new SyncRow
                {
                    Id = next,
                    Parent = parent,
                    Values =
                    [
                        .. table
                            .Columns.Select(column => @case.Columns.FindIndex(item => item.Name == column.Name))
                            .Select(index => index < values.Length ? values[index] : null),
                    ],
                    Extra = extra,
                    Digest = long.MinValue + next,
                    SyncedAt = Time,
                };
                rows.Add(row);
                expected.Add((table, row));
            }

            await sink.CommitAsync(Commit(table, rows));
        }

        await sink.DisposeAsync();
        var read = expected.Count == 0 ? [] : await format.ReadAsync(folder.Path, "things");
        Assert.That(
            read.Select(static row => (row.Id, row.Parent, row.Digest)),
            Is.EqualTo(expected.Select(static item => (item.Row.Id, item.Row.Parent, item.Row.Digest)))
        );
        for (var index = 0; index < read.Count; index++)
        {
            Assert.That(
                read[index].AllValues(table),
                Is.EqualTo(FileRowRead.Describe(expected[index].Table, expected[index].Row)),
                $"row {index}"
            );
        }
    }

    private sealed record Case(
        List<SyncColumn> Columns,
        List<(object?[] Values, string? Extra, long? Parent)> Rows,
        List<int> Sizes,
        List<bool> IsReopened
    )
    {
        public override string ToString() => $"{Rows.Count} rows of {string.Join(' ', Columns.Select(static column => $"{column.Type}"))}";
    }
}
