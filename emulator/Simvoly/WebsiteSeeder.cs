using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Fills a store with a website, and with what its API cannot create: categories, orders, bookings and form submissions.</summary>
internal sealed class WebsiteSeeder(RecordStore store, TimeProvider clock)
{
    public const string Website = "Website";
    private const long Day = 24 * 60 * 60;

    private static readonly string[] Things = ["Desk lamp", "Reading chair", "Wall shelf", "Floor lamp", "Side table"];
    private static readonly string[] Colors = ["Black", "White"];
    private static readonly (string First, string Last)[] Names =
    [
        ("Mara", "Lindqvist"),
        ("Theo", "Okafor"),
        ("Ines", "Barbosa"),
        ("Jonas", "Petrov"),
        ("Amira", "Haddad"),
    ];

    private readonly long _now = clock.GetUtcNow().ToUnixTimeSeconds();
    private readonly BehaviorSet _behaviors = new(SimvolyPlatform.Instance.Behaviors, store);
    private long _website;

    [Behavior(
        "Categories, orders, bookings and form submissions are seeded, as the API cannot create them",
        Evidence.Documented,
        "seed, Website API"
    )]
    public void Seed(SimvolyEmulatorOptions options)
    {
        _website = store.TakeId();
        store.Insert(
            Website,
            _website,
            _website,
            _website,
            new JsonObject
            {
                ["subdomain"] = options.Domain.Split('.')[0],
                ["systemDomain"] = options.Domain,
                ["domain"] = options.Domain,
            }
        );
        var lighting = AddCategory("Lighting", null);
        var lamps = AddCategory("Lamps", lighting);
        var deskLamps = AddCategory("Desk lamps", lamps);
        var furniture = AddCategory("Furniture", null);
        Add("SubscriberList", new JsonObject { ["name"] = "Newsletter", ["created"] = _now });
        var contacts = Enumerable.Range(0, options.Contacts).Select(index => AddContact(index, options.Contacts)).ToList();
        var categories = (Record[])[deskLamps, furniture, furniture, lamps, furniture];
        var products = Enumerable.Range(0, options.Products).Select(index => AddProduct(index, categories)).ToList();

        foreach (var (index, (status, paid)) in new[] { ("pending", false), ("shipped", true), ("completed", true) }.Index())
        {
            AddOrder(index, status, paid, contacts.ElementAtOrDefault(index), products.ElementAtOrDefault(index));
        }

        for (var index = 0; index < 2; index++)
        {
            AddBooking(index, contacts.ElementAtOrDefault(index));
            AddSubmission(index, contacts.ElementAtOrDefault(index));
        }
    }

    private Record AddCategory(string name, Record? parent) =>
        Add(
            "ProductCategory",
            new JsonObject
            {
                ["name"] = name,
                ["url"] = name.ToLowerInvariant().Replace(' ', '-'),
                ["parentCategory"] = parent?.Id ?? 0,
            }
        );

    // The first contacts came first.
    private Record AddContact(int index, int count)
    {
        var (first, last) = Names[index % Names.Length];
        return Add(
            "Contact",
            new JsonObject
            {
                ["name"] = $"{first} {last}",
                ["email"] = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{index + 1}@example.com").ToLowerInvariant(),
                ["phone"] = $"+1555{index % 10_000_000:0000000}",
                ["city"] = "Springfield",
                ["country"] = "US",
                ["createdOn"] = _now - ((count - index) * 60L),
                ["tags"] = index % 3 == 0 ? new JsonArray("customer") : [],
                ["subscribed"] = index % 2 == 0,
                ["properties"] = new JsonArray(new JsonObject { ["name"] = "source", ["value"] = "fair" }),
            }
        );
    }

    private Record AddProduct(int index, Record[] categories)
    {
        var round = index / Things.Length;
        var title = round == 0 ? Things[index] : $"{Things[index % Things.Length]} {round + 1}";
        var url = title.ToLowerInvariant().Replace(' ', '-');
        var price = 19.5m + index;
        var variants = new JsonArray();
        foreach (var color in Colors)
        {
            variants.Add(
                (JsonNode?)
                    new JsonObject
                    {
                        ["options"] = new JsonArray(color),
                        ["price"] = price,
                        ["onSale"] = false,
                        ["regularPrice"] = price,
                        ["salePrice"] = null,
                        ["quantity"] = 20,
                        ["sku"] = $"{url}-{color}".ToUpperInvariant(),
                        ["weight"] = 1.25m,
                    }
            );
        }

        return Add(
            "Product",
            new JsonObject
            {
                ["type"] = "physical",
                ["title"] = title,
                ["description"] = $"<p>{title} for every room.</p>",
                ["url"] = url,
                ["images"] = new JsonArray($"https://images.example.com/{url}.jpg"),
                ["categories"] = new JsonArray(CategoryTree.Describe(categories[index % categories.Length])),
                ["options"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = "Color",
                        ["values"] = new JsonArray([.. Colors.Select(color => (JsonNode)color)]),
                        ["advanced"] = false,
                    }
                ),
                ["variants"] = variants,
            }
        );
    }

    private void AddOrder(int index, string status, bool paid, Record? contact, Record? product)
    {
        var price = 19.5m + index;
        Add(
            "Order",
            new JsonObject
            {
                ["invoiceNo"] = 1000L + index,
                ["created"] = _now - ((3 - index) * Day),
                ["customerName"] = contact?.Text("name") ?? "Guest",
                ["customerEmail"] = contact?.Text("email") ?? "guest@example.com",
                ["contactId"] = contact?.Id,
                ["shippingRequired"] = true,
                ["weight"] = 1.25m,
                ["weightUnit"] = "kg",
                ["subTotal"] = price,
                ["total"] = price + 5,
                ["shippingName"] = "Parcel",
                ["shippingAmount"] = 5m,
                ["paid"] = paid,
                ["paymentMethod"] = "stripe",
                ["transactionId"] = paid ? $"pi_example{index}" : null,
                ["status"] = status,
                ["items"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = store.TakeId(),
                        ["productId"] = product?.Id,
                        ["name"] = product?.Text("title") ?? "Gift card",
                        ["quantity"] = 1m,
                        ["total"] = price,
                        ["sku"] = $"SKU-{index}",
                        ["variation"] = new JsonArray(),
                        ["images"] = new JsonArray(),
                    }
                ),
            }
        );
    }

    private void AddBooking(int index, Record? contact)
    {
        var start = _now + ((index + 1) * Day);
        Add(
            "Booking",
            new JsonObject
            {
                ["eventId"] = store.TakeId(),
                ["contactId"] = contact?.Id,
                ["name"] = contact?.Text("name") ?? "Guest",
                ["email"] = contact?.Text("email") ?? "guest@example.com",
                ["start"] = start,
                ["end"] = start + 3600,
                ["eventData"] = new JsonObject { ["name"] = "Consultation", ["location"] = "Showroom" },
                ["operator"] = new JsonObject
                {
                    ["id"] = store.TakeId(),
                    ["name"] = "Robin Vale",
                    ["email"] = "robin@example.com",
                },
                ["service"] = new JsonObject { ["id"] = store.TakeId(), ["name"] = "Room planning" },
            }
        );
    }

    private void AddSubmission(int index, Record? contact) =>
        Add(
            "FormSubmission",
            new JsonObject
            {
                ["contact_id"] = contact?.Id,
                [FormSubmissionBehavior.Time] = _now - (index * 3600L),
                ["formName"] = "Ask us",
                ["formValues"] = new JsonArray(
                    new JsonObject { ["field"] = "Question", ["value"] = $"Do you deliver on day {index + 1}?" }
                ),
            }
        );

    private Record Add(string resource, JsonObject fields)
    {
        _behaviors.For(resource).Complete(fields);
        return store.Insert(resource, _website, _website, fields);
    }
}
