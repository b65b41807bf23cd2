using System.Text.Json;
using ClickFunnels.Workflows;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Rules that hold for the comparison of any plan with the records that were made from it.</summary>
public sealed class WorkflowComparePropertyTests
{
    private const int Runs = 40;
    private const int ChangesOfPlan = 6;

    // Texts that look like other texts, if one reads them as numbers, times or words without case.
    private static readonly Gen<JToken> Text = Elements(
        "Shirt",
        "shirt",
        "7",
        "7.0",
        "007",
        "-0",
        "0",
        "2026-01-31T00:00:00Z",
        "2026-01-31T01:00:00+01:00",
        "Größe \"L\"",
        "true",
        "null"
    );

    private static readonly Gen<JToken> Flag = Elements(true, false);
    private static readonly Gen<JToken> Count = Gen.Choose(1, 12).Select(number => (JToken)number);
    private static readonly Gen<JToken> Amount = Gen.Choose(0, 1_000_000).Select(cents => (JToken)(cents / 100m));
    private static readonly Gen<JToken> Unit = Elements("days", "weeks", "months", "years");
    private static readonly Gen<JToken> Time = Elements("2026-01-31T00:00:00Z", "2026-02-01T12:30:00Z", "2027-01-31T00:00:00Z");
    private static readonly Gen<JToken> Address = Elements("https://a.example/1", "https://a.example/2");

    private static readonly Field[] ProductFields =
    [
        new("current_path", Elements("shirt", "/tee/", "shop/shirt")),
        new("visible_in_store", Flag),
        new("visible_in_customer_center", Flag),
        new("seo_title", Text),
        new("seo_description", Text),
        new("commissionable", Flag),
        new("cancellation_funnel_url", Address),
    ];

    private static readonly Field[] LocationFields =
    [
        new("phone_number", Text),
        new("address_two", Text, "address.address_two"),
        new("city", Text, "address.city"),
        new("region", Text, "address.region"),
        new("postal_code", Text, "address.postal_code"),
    ];

    private static readonly Field[] VariantFields =
    [
        new("description", Text),
        new("sku", Text),
        new("weight", Amount),
        new("weight_unit", Elements("lb", "kg", "oz")),
        new("height", Amount),
        new("width", Amount),
        new("length", Amount),
        new("dimensions_unit", Elements("inches", "cm")),
        new("taxable", Flag),
        new("track_quantity", Flag),
        new("out_of_stock_sales", Flag),
        new("visible", Flag),
    ];

    private static readonly Field[] PriceFields =
    [
        new("name", Text),
        new("setup_amount", Amount),
        new("compare_at_amount", Amount),
        new("cost", Amount),
        new("visible", Flag),
        new("self_cancel", Flag),
        new("self_upgrade", Flag),
        new("self_downgrade", Flag),
        new("self_reactivate", Flag),
    ];

    private static readonly Field[] PeriodFields = [new("interval", Unit), new("interval_count", Count), new("duration", Count)];

    private static readonly Field[] TrialFields = [new("trial_interval", Unit), new("trial_duration", Count), new("trial_amount", Amount)];

    private static readonly Field[] OrderFields = [new("notes", Text)];

    private static readonly Field[] InvoiceFields =
    [
        new("invoice_number", Text),
        new("shipping_amount", Amount),
        new("paid_at", Time),
        new("issued_at", Time),
        new("due_at", Time),
    ];

    private static readonly Field[] FulfillmentFields =
    [
        new("shipping_provider", Text),
        new("tracking_code", Text),
        new("tracking_url", Address),
    ];

    // The names of the fields that are decimals on the wire.
    private static readonly HashSet<string> Decimals =
    [
        .. new[] { typeof(ProductVariant), typeof(ProductPrice), typeof(OrderInvoice), typeof(OrderInvoiceLineItem) }
            .SelectMany(type => type.GetProperties())
            .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(decimal))
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)),
    ];

    // Each of these is in every plan.
    private static readonly Field Name = new("name", Text);
    private static readonly Field Price = new("amount", Amount);
    private static readonly Field[] LocationNames = [Name, new("address_name", Text), new("address_one", Text, "address.address_one")];

    [Test]
    public void What_was_made_from_a_plan_has_no_difference_and_one_changed_field_has_exactly_one() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20261128, 1),
            Prop.ForAll(Cases.ToArbitrary(), one => CompareAsync(one).GetAwaiter().GetResult())
        );

    private static async Task CompareAsync(Case one)
    {
        await using var scene = await WorkflowScene.StartAsync();
        scene.Handler.Rewrite = static (_, json) => WithOtherScale(json);
        if (one.Plan["order"] is JObject order)
        {
            order["contact_id"] = scene.Contact.Id;
        }

        var journal = new InMemoryProductWorkflowJournal();
        var plan = ProductPlan.FromJson(one.Plan.ToString());
        await scene.Workflow.ApplyAsync(plan, journal);
        var sent = scene.Handler.Sent.Count;

        var known = await scene.Workflow.CompareAsync(plan, journal);
        var found = await scene.Workflow.CompareAsync(plan);
        var changed = new List<(Change Change, string Differences)>();
        foreach (var change in one.Changes)
        {
            var other = (JObject)one.Plan.DeepClone();
            other.SelectToken(change.Path)![change.Field.Name] = change.Value;
            var comparison = await scene.Workflow.CompareAsync(ProductPlan.FromJson(other.ToString()), journal);
            changed.Add((change, Differences(comparison)));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.IsComplete, $"{known}\n{one.Plan}");
            Assert.That(found.IsComplete, $"{found}\n{one.Plan}");
            foreach (var (change, differences) in changed)
            {
                Assert.That(differences, Is.EqualTo($"{change.Step}: {change.Field.Wire}"), $"{change}\n{one.Plan}");
            }

            Assert.That(scene.Handler.Sent.Skip(sent).Select(request => request.Method), Is.All.EqualTo("GET"));
        }
    }

    // The service may write 29 as 29.00.
    private static JToken WithOtherScale(JToken json)
    {
        var decimals = ((JContainer)json).DescendantsAndSelf().OfType<JProperty>().Where(field => Decimals.Contains(field.Name));
        foreach (var field in decimals.Where(field => field.Value.Type == JTokenType.String))
        {
            var text = (string)field.Value!;
            field.Value = text.Contains('.', StringComparison.Ordinal) ? text + "0" : text + ".00";
        }

        return json;
    }

    private static string Differences(ProductPlanComparison comparison) =>
        string.Join(", ", comparison.Steps.SelectMany(step => step.Differences.Select(difference => $"{step.Name}: {difference.Field}")));

    private static Gen<Case> Cases =>
        from plan in Plan
        from changes in Gen.ListOf(ChangeOf(plan), ChangesOfPlan)
        select new Case(plan, changes);

    private static Gen<JObject> Plan =>
        from plan in Some(ProductFields)
        from name in Name.Value
        from sizes in Gen.Choose(0, 2)
        from description in Text
        from location in Location
        from isOrdered in Gen.Elements(true, false)
        from all in Some(VariantFields)
        from price in PricePlan
        from variants in Gen.ArrayOf(Variant, Math.Max(sizes, 1))
        from order in Order
        select Make(
            plan,
            name,
            sizes,
            description,
            isOrdered || sizes == 2 ? location : null,
            all,
            price,
            variants,
            isOrdered ? order : null
        );

    private static Gen<JObject> Location => from names in All(LocationNames) from others in Some(LocationFields) select With(names, others);

    private static Gen<JObject> Variant =>
        from settings in Some(VariantFields)
        from type in Elements("physical", "digital")
        from count in Gen.Choose(0, 2)
        from prices in Gen.ArrayOf(PricePlan, count)
        select With(settings, new JObject { ["product_type"] = type, ["prices"] = new JArray(prices.Cast<object>().ToArray()) });

    private static Gen<JObject> PricePlan =>
        from price in Some(PriceFields)
        from amount in Price.Value
        from currency in Elements("USD", "usd")
        from type in Gen.Elements("one_time", "subscription", "payment_plan")
        from period in All(PeriodFields)
        from trial in All(TrialFields)
        from hasTrial in Gen.Elements(true, false)
        select With(
            With(
                price,
                new JObject
                {
                    ["amount"] = amount,
                    ["currency"] = currency,
                    ["payment_type"] = type,
                }
            ),
            type == "one_time" ? [] : period,
            type == "one_time" || !hasTrial ? [] : trial
        );

    private static Gen<JObject> Order =>
        from order in Some(OrderFields)
        from invoice in Some(InvoiceFields)
        from fulfillment in Some(FulfillmentFields)
        select With(order, new JObject { ["invoice"] = invoice, ["fulfillment"] = fulfillment });

    private static JObject Make(
        JObject plan,
        JToken name,
        int sizes,
        JToken description,
        JObject? location,
        JObject all,
        JObject price,
        JObject[] variants,
        JObject? order
    )
    {
        plan["name"] = name;
        plan["all_variants"] = all;
        plan["prices"] = new JArray(price);
        plan["variants"] = new JArray(variants.Cast<object>().ToArray());
        if (sizes > 0)
        {
            var values = new[] { "S", "M" }.Take(sizes).ToArray();
            plan["properties"] = new JObject { ["Size"] = new JArray(values.Cast<object>().ToArray()) };
            plan["description"] = description;
            for (var index = 0; index < sizes; index++)
            {
                plan["variants"]![index]!["values"] = new JObject { ["Size"] = values[index] };
            }
        }

        if (location is not null)
        {
            location["email_address"] = "warehouse@acme.example";
            location["country"] = "US";
            plan["location"] = location;
        }

        if (order is not null)
        {
            // Only goods are fulfilled. The invoice has an amount of its own, so that a price is only compared with its record.
            plan["variants"]![0]!["product_type"] = "physical";
            order["items"] = new JArray(
                new JObject { ["values"] = plan["variants"]![0]!["values"] ?? new JObject(), ["invoice_amount"] = 10 }
            );
            plan["order"] = order;
        }

        return plan;
    }

    private static Gen<Change> ChangeOf(JObject plan) =>
        from place in Gen.Elements<Change>(Places(plan))
        from value in place.Field.Value.Where(value => !JToken.DeepEquals(value, plan.SelectToken(place.Path)![place.Field.Name]))
        select place with
        {
            Value = value,
        };

    private static List<Change> Places(JObject plan)
    {
        var places = new List<Change>();
        Add("$", "product", [Name, .. ProductFields]);
        Add("$", "default_variant", [new Field("description", Text)]);
        Add("location", "location", [.. LocationNames, .. LocationFields]);
        Add("order", "order", OrderFields);
        Add("order.invoice", "invoice", InvoiceFields);
        Add("order.fulfillment", "fulfillment", FulfillmentFields);
        var variants = (JArray)plan["variants"]!;
        for (var index = 0; index < variants.Count; index++)
        {
            var step = variants[index].SelectToken("values.Size") is { } size ? $"variants[Size={size}]" : "default_variant";
            Add($"variants[{index}]", step, VariantFields);
            for (var price = 0; price < variants[index]["prices"]!.Count(); price++)
            {
                Add(
                    $"variants[{index}].prices[{price}]",
                    $"{step}.prices[{price}]",
                    [Price, .. PriceFields, .. PeriodFields, .. TrialFields]
                );
            }
        }

        return places;

        void Add(string path, string step, IEnumerable<Field> fields) =>
            places.AddRange(
                fields
                    .Where(field => plan.SelectToken(path)?[field.Name] is not null)
                    .Select(field => new Change(path, step, field, JValue.CreateNull()))
            );
    }

    private static Gen<JObject> Some(Field[] fields) =>
        from values in Gen.CollectToArray(fields, field => field.Value)
        from isSet in Gen.ArrayOf(Gen.Elements(true, false), fields.Length)
        select new JObject(fields.Select((field, index) => new JProperty(field.Name, values[index])).Where((_, index) => isSet[index]));

    private static Gen<JObject> All(Field[] fields) =>
        from values in Gen.CollectToArray(fields, field => field.Value)
        select new JObject(fields.Select((field, index) => new JProperty(field.Name, values[index])));

    private static JObject With(params JObject[] parts) => new(parts.SelectMany(part => part.Properties()));

    private static Gen<JToken> Elements(params JToken[] values) => Gen.Elements(values);

    private sealed record Case(JObject Plan, IReadOnlyList<Change> Changes);

    /// <summary>A field of a plan that is compared.</summary>
    /// <param name="Name">Its name in the JSON of the plan.</param>
    /// <param name="Value">Its values.</param>
    /// <param name="Path">Its name on the wire; null for the same name.</param>
    private sealed record Field(string Name, Gen<JToken> Value, string? Path = null)
    {
        public string Wire => Path ?? Name;
    }

    /// <summary>A field of a plan, and another value for it.</summary>
    private sealed record Change(string Path, string Step, Field Field, JToken Value)
    {
        public override string ToString() => $"{Path} {Field.Name} becomes {Value}";
    }
}
