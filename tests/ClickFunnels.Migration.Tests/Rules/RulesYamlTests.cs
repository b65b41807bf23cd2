using System.Text.Json;
using ClickFunnels.Migration.Formats;
using FsCheck.Fluent;

namespace ClickFunnels.Migration.Tests.Rules;

public sealed class RulesYamlTests
{
    [Test]
    public void Rules_that_are_left_out_keep_their_defaults()
    {
        var rules = MigrationRules.FromYaml(
            """
            # Our shop
            currency: EUR
            products:
              types: { physical: physical, service: digital }
              existing: create
            subscriptions:
              interval: month
              cycles: payments
            contacts:
              attributes:
                zip: postal_code
                "no": ""
            """
        );

        Assert.That(
            Text(rules),
            Is.EqualTo(
                Text(
                    new MigrationRules
                    {
                        Currency = "EUR",
                        Products = new ProductRules
                        {
                            Types = new Dictionary<string, string> { ["physical"] = "physical", ["service"] = "digital" },
                            Existing = ExistingRecord.Create,
                        },
                        Subscriptions = new SubscriptionRules { Interval = "month", Cycles = CycleRule.Payments },
                        Contacts = new ContactRules
                        {
                            Attributes = new Dictionary<string, string> { ["zip"] = "postal_code", ["no"] = "" },
                        },
                    }
                )
            )
        );
    }

    [Test]
    public void Nothing_means_the_defaults([Values("", " \n", "# only a comment\n", "{}", "---\n{}\n")] string yaml) =>
        Assert.That(Text(MigrationRules.FromYaml(yaml)), Is.EqualTo(Text(new MigrationRules())));

    [Test]
    public void Written_rules_are_read_again()
    {
        var texts = Gen.Elements(
            "no",
            "null",
            "~",
            "1.0",
            "",
            " ",
            "#",
            "&a",
            "*a",
            "!t",
            "x: y",
            "line\nbreak",
            "\"q\"",
            "Größe 🚪",
            "\t",
            "plain"
        );
        var rules =
            from currency in Gen.Elements("USD", "EUR", null)
            from names in Gen.ListOf(from name in texts from value in texts select (name, value), 4)
            from separator in texts
            from existing in Gen.Elements(Enum.GetValues<ExistingContact>())
            from cycles in Gen.Elements((CycleRule?)CycleRule.Ignore, CycleRule.Payments, null)
            from include in Gen.Elements(true, false)
            from consent in Gen.Elements("consented", "null", null)
            select new MigrationRules
            {
                Currency = currency,
                Products = new ProductRules
                {
                    Include = include,
                    Types = new Dictionary<string, string> { [separator] = "digital" },
                },
                Categories = new CategoryRules { Separator = separator },
                Subscriptions = new SubscriptionRules { Cycles = cycles },
                Contacts = new ContactRules
                {
                    Existing = existing,
                    ConsentedAtAttribute = consent,
                    Attributes = names.DistinctBy(static pair => pair.name).ToDictionary(),
                },
            };

        var samples = Gen.Sample(rules, 200).ToList();

        Assert.That(samples.Select(static rule => Text(MigrationRules.FromYaml(rule.ToYaml()))), Is.EqualTo(samples.Select(Text)));
    }

    [TestCase("currancy: USD", 1, 1, "Rule currancy: There is no such field. ", "currency")]
    [TestCase("products:\n  typos: {}", 2, 3, "Rule products.typos: There is no such field. ", "types")]
    [TestCase("products:\n  existing: maybe", 2, 3, "Rule products.existing: ", "Expected one of reject, create.")]
    [TestCase("products:\n  existing: Create", 2, 3, "Rule products.existing: ", "Expected one of reject, create.")]
    [TestCase("products:\n  include: \"true\"", 2, 3, "Rule products.include: ", "Expected true or false.")]
    [TestCase("products:\n  include: yes", 2, 3, "Rule products.include: ", "Expected true or false.")]
    [TestCase("products:\n  include: null", 2, 3, "Rule products.include: ", "The value is null.")]
    [TestCase("products:\n  include: [true]", 2, 3, "Rule products.include: ", "Expected true or false.")]
    [TestCase("products: true", 1, 1, "Rule products: ", "Expected an object")]
    [TestCase("products:\n  types:\n    service: virtual", 3, 5, "Rule products.types.service: ", "physical, digital")]
    [TestCase("products:\n  types: [service]", 2, 3, "Rule products.types: ", "Expected an object")]
    [TestCase("currency: usd", 1, 1, "Rule currency: ", "three capital letters")]
    [TestCase("currency: 840", 1, 1, "Rule currency: ", "three capital letters")]
    [TestCase("subscriptions:\n  interval: months", 2, 3, "Rule subscriptions.interval: ", "day, week, month, year")]
    [TestCase("contacts:\n  attributes:\n    zip: 1", 3, 5, "Rule contacts.attributes.zip: ", "text in quotes")]
    [TestCase("coupons:\n  include: true\n  include: false", 3, 3, "Rule coupons.include: ", "appears twice")]
    [TestCase("contacts:\n  attributes: {a: b, a: c}", 2, 22, "Rule contacts.attributes.a: ", "appears twice")]
    [TestCase("a: &x [1]", 1, 4, "Anchors", "not supported")]
    [TestCase("a: *x", 1, 4, "Anchors", "not supported")]
    [TestCase("products: !!python/object {}", 1, 11, "", "tags (!) are not supported")]
    [TestCase("currency: !!str USD", 1, 11, "", "tags (!) are not supported")]
    [TestCase("- a", 1, 1, "Expected names with values", "")]
    [TestCase("a", 1, 1, "Expected names with values", "")]
    [TestCase("currency: USD\n---\ncurrency: EUR", 2, 1, "", "second document")]
    [TestCase("? [a]\n: b", 1, 3, "Expected a name.", "")]
    public void Mistakes_have_a_position_and_a_fix(string yaml, int line, int column, string start, string part)
    {
        var exception = Assert.Throws<MigrationInputException>(() => MigrationRules.FromYaml(yaml, "rules.yaml"))!;

        Assert.That(exception.Message, Does.StartWith($"rules.yaml, line {line}, column {column}: {start}").And.Contain(part));
        Assert.That((exception.Line, exception.Column), Is.EqualTo(((int?)line, (int?)column)));
    }

    [TestCase("currency: [")]
    [TestCase("currency: \"USD")]
    [TestCase("a: b: c")]
    [TestCase("currency: \"\\q\"")]
    [TestCase("{a: {b: {c: {d: {e: {f: {g: {h: {i: {j: 1}}}}}}}}}}")]
    public void Damaged_text_is_a_documented_exception(string yaml) =>
        Assert.That(() => MigrationRules.FromYaml(yaml), Throws.TypeOf<MigrationInputException>());

    [Test]
    public void Bombs_do_not_explode()
    {
        var aliases = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(static level => $"b{level}: &b{level} [*a, *a]\n"));

        Assert.That(() => MigrationRules.FromYaml(aliases), Throws.TypeOf<MigrationInputException>());
        Assert.That(() => MigrationRules.FromYaml(new string('[', 60_000)), Throws.TypeOf<MigrationInputException>());
        Assert.That(() => MigrationRules.FromYaml("a: " + new string('[', 60_000)), Throws.TypeOf<MigrationInputException>());
        Assert.That(() => MigrationRules.FromYaml("# " + new string('x', 10_000_000)), Throws.TypeOf<MigrationInputException>());
    }

    private static string Text(MigrationRules rules) => JsonSerializer.Serialize(rules, RecordJson.Complete);
}
