namespace ClickFunnels.Migration;

/// <summary>The facts that a report is made from.</summary>
internal sealed record ReportInput(
    ShopData Source,
    MappedShop Shop,
    ApplyRun Run,
    int ExistingContacts,
    Comparison? Comparison,
    IReadOnlyList<string> Notes
);

/// <summary>Makes the report of a step.</summary>
internal static class ReportBuilder
{
    public static MigrationReport Build(ReportInput input, MigrationStage stage, string workspace, DateTimeOffset now)
    {
        var findings = input.Shop.Findings;
        List<RejectedRecord> rejected = [.. findings.Rejected, .. input.Run.Rejected];
        return new MigrationReport
        {
            Stage = stage,
            Source = input.Source.Source,
            Workspace = workspace,
            CreatedAt = now,
            Counts =
            [
                Count(
                    input,
                    rejected,
                    ShopRecordKind.Category,
                    JournalKind.Collection,
                    input.Source.Categories.Count,
                    Keys(input.Shop.Collections)
                ),
                Count(input, rejected, ShopRecordKind.Product, JournalKind.Product, input.Source.Products.Count, Keys(input.Shop.Products)),
                Count(input, rejected, ShopRecordKind.Contact, JournalKind.Contact, input.Source.Contacts.Count, Keys(input.Shop.Contacts)),
                Count(input, rejected, ShopRecordKind.Coupon, JournalKind.Discount, input.Source.Coupons.Count, Keys(input.Shop.Discounts)),
            ],
            Questions = findings.Questions,
            Rejected = rejected,
            Losses = findings.Losses,
            Differences = input.Comparison?.Differences ?? [],
            Unfinished = [.. input.Run.Unfinished],
            Notes = [.. input.Source.Notes, .. input.Notes],
        };
    }

    private static ShopRecordCounts Count(
        ReportInput input,
        List<RejectedRecord> rejected,
        ShopRecordKind kind,
        JournalKind journalKind,
        int read,
        IReadOnlyList<string> keys
    )
    {
        var refused = rejected.Where(record => record.Kind == kind).Select(record => record.Key).ToHashSet(StringComparer.Ordinal);
        var entries = keys.Select(key => input.Run.Journal.Find(journalKind, key)).ToList();
        var carried = keys.Count(key => !refused.Contains(key));
        var existing = kind == ShopRecordKind.Contact ? input.ExistingContacts : entries.Count(entry => entry is { IsNew: false });
        return new ShopRecordCounts(
            kind,
            read,
            carried - existing,
            existing,
            refused.Count,
            input.Comparison?.CountOf(kind) ?? entries.Count(entry => entry?.Id is not null)
        );
    }

    private static List<string> Keys(IReadOnlyList<MappedCollection> records) => [.. records.Select(record => record.Key)];

    private static List<string> Keys(IReadOnlyList<MappedProduct> records) => [.. records.Select(record => record.Key)];

    private static List<string> Keys(IReadOnlyList<MappedContact> records) => [.. records.Select(record => record.Key)];

    private static List<string> Keys(IReadOnlyList<MappedDiscount> records) => [.. records.Select(record => record.Key)];
}
