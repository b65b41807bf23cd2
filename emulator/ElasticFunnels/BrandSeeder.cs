using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>
/// Fills a store with a brand, and with what its API cannot create: conversions, customers, subscriptions and contents of courses.
/// </summary>
internal sealed class BrandSeeder(RecordStore store, TimeProvider clock)
{
    public const string Brand = "Brand";

    private static readonly string[] Things = ["Vitamin D", "Magnesium", "Omega 3", "Zinc", "Iron"];
    private static readonly (string First, string Last)[] Names =
    [
        ("Nora", "Keller"),
        ("Milo", "Santos"),
        ("Aya", "Nakamura"),
        ("Pavel", "Novak"),
        ("Zoe", "Martin"),
    ];

    private static readonly string[] States = ["active", "canceled", "past_due"];

    private readonly DateTimeOffset _now = clock.GetUtcNow();
    private readonly BehaviorSet _behaviors = new(ElasticFunnelsPlatform.Instance.Behaviors, store);
    private long _brand;

    [Behavior(
        "Conversions, customers, subscriptions and contents of courses are seeded, as the API cannot create them",
        Evidence.Documented,
        "vendor documentation, 2026-08"
    )]
    public void Seed(ElasticFunnelsEmulatorOptions options)
    {
        _brand = AddBrand("Harbor Supplements", options.Currency);
        var root = Add("ProductCategory", new JsonObject { ["name"] = "Supplements", ["parent_id"] = null });
        var vitamins = Add("ProductCategory", new JsonObject { ["name"] = "Vitamins", ["parent_id"] = root.Id });
        Add("VariantOption", new JsonObject { ["name"] = "Bottle size", ["values"] = new JsonArray("30", "60", "90") });
        var merchant = Add(RetentionOperations.Merchant, []);
        var products = Enumerable.Range(0, options.Products).Select(index => AddProduct(index, root, vitamins)).ToList();
        var customers = Enumerable.Range(0, options.Customers).Select(index => AddCustomer(index, options)).ToList();
        foreach (var (index, customer) in customers.Take(3).Index())
        {
            AddConversion(index, customer, products.ElementAtOrDefault(index), options.Currency);
            AddSubscription(index, customer, products.ElementAtOrDefault(index), merchant, options.Currency);
        }

        AddCourse();
        AddFunnel();
        AddFurther();
    }

    // One of each kind that the API only reads, or that another one needs.
    private void AddFurther()
    {
        var domain = Add("BrandDomain", new JsonObject { ["domain"] = "shop.example.com", ["status"] = "active" });
        var blog = Add(
            "Blog",
            new JsonObject
            {
                ["name"] = "News",
                ["slug"] = "news",
                ["domain_id"] = domain.Id,
            }
        );
        Add("BlogCategory", new JsonObject { ["blog_id"] = blog.Id, ["name"] = "Tips" });
        var collection = Add("Collection", new JsonObject { ["name"] = "Reviews" });
        Add("CollectionField", new JsonObject { ["collection_id"] = collection.Id, ["name"] = "Text" });
        Add("CollectionEntry", new JsonObject { ["collection_id"] = collection.Id, ["title"] = "Good" });
        var affiliate = Add("Affiliate", new JsonObject { ["name"] = "Partner", ["email"] = "partner@example.com" });
        Add("OrganizationAffiliate", new JsonObject { ["name"] = "Partner", ["email"] = "partner@example.com" });
        Add("AffiliatePayout", new JsonObject { ["brand_affiliate_id"] = affiliate.Id, ["amount"] = 12.5m });
        var ticket = Add("Ticket", new JsonObject { ["subject"] = "My parcel", ["customer_email"] = "nora.keller.1@example.com" });
        Add("TicketMessage", new JsonObject { ["ticket_code"] = ticket.Id, ["message"] = "It did not arrive." });
        Add(
            "Click",
            new JsonObject
            {
                ["session_id"] = "session-1",
                ["url"] = "https://shop.example.com/",
                ["events"] = new JsonArray(),
            }
        );
        Add("Replay", new JsonObject { ["session_id"] = "session-1", ["events"] = new JsonArray() });
    }

    private long AddBrand(string name, string currency)
    {
        var id = store.TakeId();
        store.Insert(
            Brand,
            id,
            id,
            id,
            Dated(
                new JsonObject
                {
                    ["name"] = name,
                    ["subdomain"] = name.ToLowerInvariant().Replace(' ', '-'),
                    ["timezone"] = "America/New_York",
                    ["currency"] = currency,
                    ["subscription_status"] = "active",
                }
            )
        );
        return id;
    }

    private Record AddProduct(int index, Record root, Record vitamins)
    {
        var round = index / Things.Length;
        var title = round == 0 ? Things[index] : $"{Things[index % Things.Length]} {round + 1}";
        var code = title.ToLowerInvariant().Replace(' ', '-');
        var price = 24.9m + index;
        var isSubscription = index % 3 == 2;
        var product = new JsonObject
        {
            ["code"] = code,
            ["title"] = title,
            ["type"] = "physical",
            ["classification"] = index % 4 == 3 ? "upsell" : "main",
            ["price"] = price,
            ["retail_price"] = price + 10,
            ["units"] = 1L,
            ["sku"] = $"SKU-{code}".ToUpperInvariant(),
            ["image"] = $"products/{code}.jpg",
            ["image_link"] = StoredFiles.Address(_brand, $"products/{code}.jpg"),
            ["product_category_id"] = root.Id,
            ["product_subcategory_id"] = vitamins.Id,
            ["unit_weight_oz"] = 4.5m,
            ["is_subscription"] = isSubscription,
        };
        if (isSubscription)
        {
            product["subscription_tiers"] = new JsonArray(
                new JsonObject
                {
                    ["interval"] = "month",
                    ["interval_count"] = 1L,
                    ["price"] = price,
                    ["tier"] = "monthly",
                    ["label"] = "Every month",
                }
            );
        }
        else
        {
            product["product_fields"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Size",
                    ["type"] = "select",
                    ["options"] = new JsonArray("30", "60"),
                    ["position"] = 0L,
                }
            );
            product["variants"] = new JsonArray(Variant(code, "30", null), Variant(code, "60", price * 2));
        }

        return Add("Product", product);
    }

    private static JsonObject Variant(string code, string size, decimal? price) =>
        new()
        {
            ["code"] = $"{code}-{size}",
            ["option1"] = size,
            ["price"] = price,
        };

    // The first customers came first; every fifth only left a cart.
    private Record AddCustomer(int index, ElasticFunnelsEmulatorOptions options)
    {
        var (first, last) = Names[index % Names.Length];
        var isAbandoned = index % 5 == 4;
        var time = Text(_now.AddMinutes(index - options.Customers));
        return Add(
            "Customer",
            new JsonObject
            {
                ["customer_email"] = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{index + 1}@example.com")
                    .ToLowerInvariant(),
                ["customer_name"] = $"{first} {last}",
                ["customer_first_name"] = first,
                ["customer_last_name"] = last,
                ["customer_phone"] = $"+1555{index % 10_000_000:0000000}",
                ["customer_country"] = "US",
                ["customer_state"] = "MA",
                ["customer_city"] = "Salem",
                ["first_order_date"] = isAbandoned ? null : time,
                ["last_order_date"] = isAbandoned ? null : time,
                ["total_orders"] = isAbandoned ? 0L : 1L,
                ["total_revenue"] = isAbandoned ? 0m : 24.9m + (index % 50),
                ["lifetime_value"] = isAbandoned ? 0m : 24.9m + (index % 50),
                ["is_abandoned_customer"] = isAbandoned,
                ["abandoned_value"] = isAbandoned ? 24.9m : 0m,
                ["created_at"] = time,
            }
        );
    }

    private void AddConversion(int index, Record customer, Record? product, string currency)
    {
        var price = Amounts.Of(product?.Fields["price"]) ?? 24.9m;
        Add(
            "Conversion",
            new JsonObject
            {
                ["code"] = $"ORD-{10001 + index}",
                ["customer_email"] = customer.Text("customer_email"),
                ["customer_name"] = customer.Text("customer_name"),
                ["customer_phone"] = customer.Text("customer_phone"),
                ["total"] = price,
                ["currency"] = currency,
                ["items"] = new JsonArray(
                    new JsonObject
                    {
                        ["product_name"] = product?.Text("title") ?? "Gift card",
                        ["price"] = price,
                        ["quantity"] = 1L,
                        ["type"] = "main",
                    }
                ),
                ["shipping_address"] = new JsonObject
                {
                    ["address_1"] = "1 Harbor Street",
                    ["city"] = "Salem",
                    ["state"] = "MA",
                    ["zip"] = "01970",
                    ["country"] = "US",
                },
                ["created_at"] = Text(_now.AddDays(index - 3)),
            }
        );
    }

    private void AddSubscription(int index, Record customer, Record? product, Record merchant, string currency) =>
        Add(
            "Subscription",
            new JsonObject
            {
                ["transaction_id"] = $"txn-{20001 + index}",
                ["public_order_id"] = $"ORD-{10001 + index}",
                ["code"] = $"ORD-{10001 + index}",
                ["customer_name"] = customer.Text("customer_name"),
                ["customer_email"] = customer.Text("customer_email"),
                ["merchant_id"] = merchant.Id,
                ["product_code"] = product?.Text("code"),
                ["status"] = States[index % States.Length],
                ["subscription_next_charge_at"] = Text(_now.AddDays(30)),
                ["total"] = 24.9m,
                ["currency"] = currency,
                ["created_at"] = Text(_now.AddDays(index - 3)),
            }
        );

    private void AddCourse()
    {
        var course = Add(
            "Course",
            new JsonObject
            {
                ["title"] = "Healthy sleep",
                ["slug"] = "healthy-sleep",
                ["status"] = "published",
                ["delivery_type"] = "embedded",
                ["language_code"] = "en",
                ["description"] = "Two modules about sleep.",
                ["instructor_name"] = "Dr. Lena Berg",
            }
        );
        for (var index = 1; index <= 2; index++)
        {
            Add(
                "CourseModule",
                new JsonObject
                {
                    [CourseModuleBehavior.Course] = course.Id,
                    ["title"] = $"Module {index}",
                    ["description"] = "What to know.",
                    ["order"] = (long)index,
                    ["contents"] = new JsonArray(Content("Video", "video", 1), Content("Text", "text", 2)),
                }
            );
        }
    }

    private JsonObject Content(string title, string type, long order) =>
        new()
        {
            ["id"] = store.TakeId(),
            ["title"] = title,
            ["type"] = type,
            ["order"] = order,
        };

    private void AddFunnel()
    {
        var funnel = Add("Funnel", new JsonObject { ["name"] = "Spring offer", ["status"] = "active" });
        foreach (var title in (string[])["Offer", "Thank you"])
        {
            Add(
                "SitePage",
                new JsonObject
                {
                    ["title"] = title,
                    ["slug"] = title.ToLowerInvariant().Replace(' ', '-'),
                    ["status"] = "published",
                    ["html"] = $"<h1>{title}</h1>",
                    ["funnel_id"] = funnel.Id,
                }
            );
        }
    }

    private Record Add(string resource, JsonObject fields)
    {
        _behaviors.For(resource).Complete(fields);
        return store.Insert(resource, _brand, _brand, Dated(fields));
    }

    private JsonObject Dated(JsonObject fields)
    {
        ElasticFunnelsPlatform.Instance.Stamp(fields, "", _now, isNew: true);
        return fields;
    }

    private static string Text(DateTimeOffset time) => ElasticFunnelsPlatform.Instance.Time(time);
}
