namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>CFN0003, CFN0007 and CFN0008: calls that do not do what they seem to.</summary>
public sealed class UseTests
{
    private const string Structure = """
        var structure = await client.Funnels.GetStructureAsync(1);
        var step = structure.Steps![0];
        var workflow = (await client.Workflows.GetStructureAsync(1)).Steps![0];

        """;

    [Trap(22, Protection.Analyzer)]
    [TestCase("if ([|discount.RedemptionsCount|] == 0) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("if (0 < [|discount.RedemptionsCount|]) { return; } await client.Discounts.DeleteAsync(discount.Id);")]
    [TestCase("if (([|discount.RedemptionsCount|] ?? 0) < 1) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("if ([|discount.RedemptionsCount|].GetValueOrDefault() <= 0) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("if ([|discount.RedemptionsCount|] is null or 0) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("if (discount is { [|RedemptionsCount|]: 0 }) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("var unused = [|discount.RedemptionsCount|] != 0; if (!unused) { await client.Discounts.DeleteAsync(discount.Id); }")]
    [TestCase("var d = new[] { discount }.First(d => [|d.RedemptionsCount|] == 0); await client.Discounts.DeleteAsync(d.Id);")]
    public Task A_count_that_decides_about_a_delete_is_reported(string code) =>
        ReportsAsync("CFN0003", "var discount = await client.Discounts.GetAsync(1);\n" + code);

    [TestCase("if (discount.RedemptionsCount == 0) { Console.WriteLine(discount.Name); }")]
    [TestCase("if (discount.RedemptionsCount > 10) { Console.WriteLine(discount.Name); } await client.Discounts.DeleteAsync(1);")]
    [TestCase("Console.WriteLine(discount.RedemptionsCount); await client.Discounts.DeleteAsync(1);")]
    [TestCase("if (discount.RedemptionsCount == 0) { await client.Products.Tags.DeleteAsync(1); }")]
    [TestCase("if (discount.DiscountsPerRedemption == 0) { await client.Discounts.DeleteAsync(1); }")]
    public Task Other_uses_of_the_count_are_not_reported(string code) =>
        ReportsNothingAsync("var discount = await client.Discounts.GetAsync(1);\n" + code);

    [Trap(61, Protection.Analyzer)]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!).OrderBy(s => [|s.SortOrder|]).ToList();")]
    [TestCase(
        "var all = step.Variants!.SelectMany(v => v.Steps!).Where(s => s.Id > 0).ToList().OrderByDescending(s => [|s.SortOrder|] ?? 0);"
    )]
    [TestCase("var all = from b in step.Branches! from s in b.Steps! orderby [|s.SortOrder|] select s;")]
    [TestCase("var last = workflow.Branches!.SelectMany(b => b.Steps!).Max(s => [|s.SortOrder|]);")]
    [TestCase("var first = workflow.Variants!.SelectMany(b => b.Steps!).MinBy(s => [|s.SortOrder|]);")]
    [TestCase("var all = structure.Steps!.Concat(step.Branches![0].Steps!).OrderBy(s => [|s.SortOrder|]);")]
    [TestCase("var joined = step.Branches!.SelectMany(b => b.Steps!); var all = joined.OrderBy(s => [|s.SortOrder|]);")]
    [TestCase(
        "var all = step.Branches!.SelectMany(b => b.Steps!).ToList(); all.Sort((a, b) => [|a.SortOrder|]!.Value.CompareTo(b.SortOrder));"
    )]
    public Task Steps_of_several_containers_sorted_by_position_are_reported(string code) => ReportsAsync("CFN0007", Structure + code);

    [TestCase("var all = structure.Steps!.OrderBy(s => s.SortOrder);")]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!.OrderBy(s => s.SortOrder)).ToList();")]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!).OrderBy(s => s.Name).ThenBy(s => s.SortOrder);")]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!).OrderBy(s => s.Id);")]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!).GroupBy(s => s.StepType).Select(g => g.OrderBy(s => s.SortOrder));")]
    [TestCase("var all = new[] { new[] { new { SortOrder = 1 } } }.SelectMany(x => x).OrderBy(x => x.SortOrder);")]
    [TestCase("var all = step.Branches!.SelectMany(b => b.Steps!); all = structure.Steps!; var sorted = all.OrderBy(s => s.SortOrder);")]
    public Task Other_orders_are_not_reported(string code) => ReportsNothingAsync(Structure + code);

    [TestCase("[|client.Contacts.ListAsync()|];")]
    [TestCase("_ = [|client.Orders.Invoices.ListAsync(1)|];")]
    [TestCase("[|client.RefineFilters.QueryContacts(1, c => c.Id)|];")]
    public Task A_list_that_nothing_enumerates_is_reported(string code) => ReportsAsync("CFN0008", code);

    [TestCase("await foreach (var contact in client.Contacts.ListAsync()) { }")]
    [TestCase("await client.Contacts.ListAsync().ToListAsync();")]
    [TestCase("var list = client.Contacts.ListAsync();")]
    [TestCase("Func<object> list = () => client.Contacts.ListAsync(); Action act = () => client.Contacts.ListAsync();")]
    [TestCase("await client.Contacts.DeleteAsync(1);")]
    public Task A_list_in_use_is_not_reported(string code) => ReportsNothingAsync(code);
}
