using ClickFunnels.Analyzers;

namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>CFN0014: texts that are almost a value of an open enumeration.</summary>
public sealed class MisspelledValueTests
{
    private const string Price = "var price = new ProductPriceCreate();\n";

    [Trap(16, Protection.Analyzer)]
    [TestCase("""price.Interval = [|"month"|];""", "price.Interval = PriceInterval.Months;")]
    [TestCase("""price.Interval = [|"Month"|];""", "price.Interval = PriceInterval.Months;")]
    [TestCase("""price.Interval = new PriceInterval([|"moths"|]);""", "price.Interval = PriceInterval.Months;")]
    [TestCase("""if (price.Interval == [|"motnhs"|]) { }""", "if (price.Interval == PriceInterval.Months) { }")]
    [TestCase(
        """const string Text = "mnths"; price.Interval = [|Text|];""",
        """const string Text = "mnths"; price.Interval = PriceInterval.Months;"""
    )]
    public Task A_value_with_a_typing_mistake_is_reported_and_fixed(string code, string expected) =>
        FixesAsync("CFN0014", Price + code, Price + expected);

    [Test]
    [Trap(42, Protection.Analyzer)]
    public Task A_known_mistake_is_reported_and_fixed() =>
        FixesAsync(
            "CFN0014",
            """
            await client.Blogs.Posts.UpdateAsync(7, new BlogPostUpdate { Visibility = [|"published"|] });
            """,
            """
            await client.Blogs.Posts.UpdateAsync(7, new BlogPostUpdate { Visibility = BlogPostVisibility.Public });
            """
        );

    [TestCase("""price.Interval = "months";""")]
    [TestCase("""price.Interval = "quarters";""")]
    [TestCase("""price.Interval = "fortnights";""")]
    [TestCase("""price.Interval = "";""")]
    [TestCase("""price.Interval = "mo";""")]
    [TestCase("""price.Interval = Environment.MachineName;""")]
    [TestCase("""price.Name = "month";""")]
    [TestCase("""var body = new OrderInvoiceUpdate { Status = "past_due" };""")]
    [TestCase("""var text = (string?)PriceInterval.Months; if (text == "month") { }""")]
    public Task Other_texts_are_not_reported(string code) => ReportsNothingAsync(Price + code);

    [TestCase("", "", 0, true)]
    [TestCase("months", "months", 0, true)]
    [TestCase("month", "months", 1, true)]
    [TestCase("motnhs", "months", 1, true)]
    [TestCase("manths", "months", 1, true)]
    [TestCase("moth", "months", 1, false)]
    [TestCase("moth", "months", 2, true)]
    [TestCase("published", "public", 2, false)]
    public void The_distance_counts_typing_mistakes(string left, string right, int limit, bool expected)
    {
        Assert.That(EditDistance.IsWithin(left, right, limit), Is.EqualTo(expected));
        Assert.That(EditDistance.IsWithin(right, left, limit), Is.EqualTo(expected));
    }

    /// <summary>The values of the contract are written as they are, and none may look like another one.</summary>
    [Test]
    public async Task No_value_of_the_contract_is_reported()
    {
        var contract = ContractModel.Read("spec/clickfunnels.yaml");
        var known = contract
            .Schemas.Values.Where(static schema => schema.Values.Count > 0 && IsEnumeration(schema.Name))
            .SelectMany(static schema => schema.Values, static (schema, value) => $"_ = new ClickFunnels.{schema.Name}(\"{value}\");")
            .ToList();

        Assert.That(known, Has.Count.GreaterThan(100));
        await ReportsNothingAsync(string.Join('\n', known));
    }

    private static bool IsEnumeration(string name) =>
        typeof(ClickFunnelsClient).Assembly.GetType("ClickFunnels." + name) is { IsValueType: true, IsPublic: true };
}
