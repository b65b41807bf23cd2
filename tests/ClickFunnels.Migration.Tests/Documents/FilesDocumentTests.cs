using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Migration.Files;
using ClickFunnels.Migration.Formats;
using ClickFunnels.Migration.Tests.Files;

namespace ClickFunnels.Migration.Tests.Documents;

/// <summary>docs/migration-files.md is written from the records of a shop, and the examples of docs/migration.md are read.</summary>
public sealed partial class FilesDocumentTests
{
    private static readonly Type[] Records = [typeof(ShopCategory), typeof(ShopContact), typeof(ShopCoupon), typeof(ShopProduct)];

    private static readonly Type[] Parts =
    [
        typeof(ShopOption),
        typeof(ShopVariant),
        typeof(ShopPrice),
        typeof(ShopSubscription),
        typeof(ShopFile),
    ];

    private static string Page => File.ReadAllText(Repository.PathOf("docs/migration.md"));

    [Test]
    public void It_is_what_the_records_yield() => GeneratedPage.Check("migration-files.md", Write(), nameof(FilesDocumentTests));

    [Test]
    public async Task The_files_of_the_guide_are_read_without_a_rejection()
    {
        using var shop = new Shop();
        var files = FilePattern().Matches(Page).ToList();
        foreach (var file in files)
        {
            shop.With(file.Groups[1].Value, file.Groups[2].Value);
        }

        var source = shop.Source();

        Assert.That(await source.ReadProductsAsync().CountAsync(), Is.EqualTo(2));
        Assert.That(await source.ReadContactsAsync().CountAsync(), Is.GreaterThan(0));
        Assert.That(await source.ReadCouponsAsync().CountAsync(), Is.GreaterThan(0));
        Assert.That(await source.ReadCategoriesAsync().CountAsync(), Is.GreaterThan(0));
        Assert.That(shop.Rejected, Is.Empty);
        Assert.That(files, Has.Count.EqualTo(5));
    }

    [Test]
    public void The_rules_of_the_guide_are_read()
    {
        var rules = YamlPattern().Matches(Page).Select(static match => match.Groups[1].Value).ToList();

        Assert.That(rules, Is.Not.Empty);
        Assert.That(rules.Select(static yaml => MigrationRules.FromYaml(yaml)), Has.All.Not.Null);
    }

    private static string Write()
    {
        var text = new StringBuilder();
        text.Append("# Files of a shop\n\n");
        text.Append("Written from the code by a test; do not edit. [migration.md](migration.md#files) shows how the files are used.\n");
        foreach (var type in Records)
        {
            var (name, csv) =
                type == typeof(ShopCategory) ? Names(ShopRecordKind.Category)
                : type == typeof(ShopContact) ? Names(ShopRecordKind.Contact)
                : type == typeof(ShopCoupon) ? Names(ShopRecordKind.Coupon)
                : Names(ShopRecordKind.Product);
            text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n| field | type | column of {csv} | meaning |\n|---|---|---|---|\n");
            WriteFields(text, type, type == typeof(ShopProduct) ? ProductColumn : CsvColumns.ColumnName);
        }

        foreach (var type in Parts)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {Part(type)}\n\n| field | type | column of products.csv | meaning |\n|---|---|---|---|\n"
            );
            WriteFields(text, type, field => PartColumn(type, field));
        }

        return text.ToString();
    }

    private static void WriteFields(StringBuilder text, Type type, Func<FieldShape, string?> column)
    {
        foreach (var field in RecordShape.Of(type).Fields)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Name}`{(field.IsRequired ? ", required" : "")} | {TypeOf(field.Value)} "
                    + $"| {(column(field) is { } name ? $"`{name}`" : "")} | {XmlSummaries.OfProperty(type, field.Property)} |\n"
            );
        }
    }

    private static (string JsonLines, string Csv) Names(ShopRecordKind kind) => (ShopFileNames.JsonLines(kind), ShopFileNames.Csv(kind));

    private static string Part(Type type) => XmlSummaries.Snake(type.Name["Shop".Length..]);

    private static string TypeOf(FieldValueShape value) =>
        value.Kind switch
        {
            ValueKind.List when value.Item!.Kind == ValueKind.Record => $"list of [{Named(value.Item)}](#{Named(value.Item)})",
            ValueKind.List => "list of text",
            ValueKind.Map => "text for each name",
            ValueKind.Record => $"[{Named(value)}](#{Named(value)})",
            ValueKind.Flag => "`true`, `false`",
            ValueKind.Number => "number",
            ValueKind.Integer => "whole number",
            ValueKind.Time => "time with zone",
            _ => value.Choices.Count > 0 ? string.Join(", ", value.Choices.Select(static choice => $"`{choice}`")) : "text",
        };

    private static string Named(FieldValueShape value) => Part(Parts.Single(type => RecordShape.Of(type) == value.Record));

    private static string? ProductColumn(FieldShape field) => field.Name == "files" ? "files" : CsvColumns.ColumnName(field);

    private static string? PartColumn(Type type, FieldShape field) =>
        (type.Name, field.Name) switch
        {
            (nameof(ShopOption), "name") => "option1_name",
            (nameof(ShopVariant), "values") => "option1_value",
            (nameof(ShopFile), "address") => "files",
            (nameof(ShopVariant), _) => Column(CsvProductColumns.OfVariant, field),
            (nameof(ShopPrice), _) => Column(CsvProductColumns.OfPrice, field),
            (nameof(ShopSubscription), _) => Column(CsvProductColumns.OfSubscription, field),
            _ => null,
        };

    private static string? Column(IEnumerable<CsvProductColumn> columns, FieldShape field) =>
        columns.SingleOrDefault(column => column.Field == field.Name)?.Name;

    [GeneratedRegex("^`([a-z]+\\.(?:jsonl|csv|json))`:\n\n```[a-z]+\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FilePattern();

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex YamlPattern();
}
