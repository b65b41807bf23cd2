using ClickFunnels.Workflows;
using FsCheck;
using FsCheck.Fluent;
using RichardSzalay.MockHttp;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Rules that hold for any plan, however odd.</summary>
public sealed class ProductPlanPropertyTests
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "Size",
        "size",
        "S",
        "M",
        "a,b",
        "a=b",
        "x]",
        "\"q\"",
        "S, Color=red",
        "Größe",
        "X  L",
        "X L",
        new string('x', 300),
    ];

    private static Gen<string> Text =>
        Gen.OneOf(Gen.Elements(Texts), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

    private static Gen<decimal> Amount =>
        Gen.OneOf(Gen.Elements(-1m, 0m, 0.001m, 9.99m, 29m, decimal.MaxValue, decimal.MinValue), ArbMap.Default.GeneratorFor<decimal>());

    private static Gen<PricePlan> Price =>
        from amount in Amount
        from currency in Gen.Elements("USD", "usd", "JPY", "US", "", null!)
        from type in Gen.Elements("one_time", "subscription", "payment_plan", "monthly", null!)
        from interval in Gen.Elements("days", "weeks", "months", "years", "month", "", null!)
        from numbers in Gen.ArrayOf(Gen.Choose(-1, 3), 3)
        select new PricePlan
        {
            Amount = amount,
            Currency = currency,
            PaymentType = new PaymentType(type),
            Interval = interval is null ? (PriceInterval?)null : new PriceInterval(interval),
            IntervalCount = numbers[0] < 0 ? null : numbers[0],
            Duration = numbers[1] < 0 ? null : numbers[1],
            TrialDuration = numbers[2] < 0 ? null : numbers[2],
        };

    private static Gen<ProductPlan> Plan =>
        from name in Text
        from properties in Gen.ListOf(from property in Text from values in Gen.ListOf(Text, 2) select (property, values), 2)
        from count in Gen.Choose(0, 2)
        from prices in Gen.ListOf(Price, 2)
        from good in Gen.Choose(0, 3)
        from key in Text
        from quantity in Gen.Choose(-1, 3)
        select Make(name, properties.Take(count), good > 0 ? [PricePlan.OneTime(1, "USD")] : prices, key, quantity);

    [Test]
    public void A_plan_either_has_problems_or_can_be_previewed()
    {
        using var http = new MockHttpMessageHandler();
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "t",
                UserAgent = "tests",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = http,
            }
        );
        var workflow = new ProductWorkflow(client);
        Check(
            Prop.ForAll(
                Plan.ToArbitrary(),
                plan =>
                {
                    var problems = plan.Validate();
                    if (problems.Count == 0)
                    {
                        return workflow.Preview(plan).Requests.Select(request => request.Step).Distinct().Count() >= 2;
                    }

                    var failure = Assert.Throws<InvalidProductPlanException>(() => workflow.Preview(plan));
                    return failure.Problems.SequenceEqual(problems)
                        && problems.All(problem =>
                            problem.Path.Length > 0
                            && problem.Message.EndsWith('.')
                            && !problem.Message.Contains('\n', StringComparison.Ordinal)
                        );
                }
            )
        );
    }

    [Test]
    public void Validating_changes_nothing() =>
        Check(Prop.ForAll(Plan.ToArbitrary(), plan => plan.Validate().SequenceEqual(plan.Validate())));

    [Test]
    public void An_amount_is_refused_exactly_when_negative_or_too_precise() =>
        Check(
            Prop.ForAll(
                Amount.ToArbitrary(),
                amount =>
                {
                    var plan = Plans.Minimal();
                    plan.Prices[0].Amount = amount;
                    return plan.Validate().Any(problem => problem.Path == "Prices[0].Amount")
                        == (amount < 0 || decimal.Round(amount, 2) != amount);
                }
            )
        );

    [Test]
    public void An_interval_is_refused_unless_it_is_a_plural_unit() =>
        Check(
            Prop.ForAll(
                Gen.OneOf(Text, Gen.Elements("days", "weeks", "months", "years", "Months", "month")).ToArbitrary(),
                unit =>
                {
                    var plan = Plans.Minimal();
                    plan.Prices[0] = PricePlan.Subscription(1, "USD", new PriceInterval(unit));
                    return plan.Validate().Any(problem => problem.Path == "Prices[0].Interval")
                        == unit is not ("days" or "weeks" or "months" or "years");
                }
            )
        );

    [Test]
    public void Combinations_never_share_a_text() =>
        Check(
            Prop.ForAll(
                Gen.ArrayOf(Text, 8).ToArbitrary(),
                texts =>
                {
                    KeyValuePair<string, string>[] one = [new("A", texts[0]), new("B", texts[1])];
                    KeyValuePair<string, string>[] two = [new("A", texts[2]), new("B", texts[3])];
                    return (Combination.Text(one) == Combination.Text(two)) == one.SequenceEqual(two);
                }
            )
        );

    [Test]
    public void A_damaged_journal_is_recognized_without_any_other_exception() =>
        Check(
            Prop.ForAll(
                Text.ToArbitrary(),
                text =>
                {
                    var failure = Assert.Throws<ProductWorkflowJournalException>(() =>
                        JournalText.Parse(text, new InMemoryProductWorkflowJournal())
                    );
                    return failure.Message.Contains("damaged", StringComparison.Ordinal);
                }
            )
        );

    private static ProductPlan Make(
        string name,
        IEnumerable<(string Property, List<string> Values)> properties,
        IEnumerable<PricePlan> prices,
        string key,
        int quantity
    )
    {
        var plan = new ProductPlan
        {
            Name = name,
            Order = new OrderPlan
            {
                ContactId = 5,
                ExternalId = key,
                Items = { new OrderItemPlan { Quantity = quantity } },
            },
        };
        foreach (var (property, values) in properties)
        {
            plan.Properties.Add(property, [.. values]);
            plan.Order.Items[0].Values[property] = values[0];
        }

        foreach (var price in prices)
        {
            plan.Prices.Add(price);
        }

        return plan;
    }

    private static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
}
