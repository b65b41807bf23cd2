using System.Text.Json.Nodes;
using ClickFunnels.Emulator;
using Simvoly;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>A made-up shop in the emulator of Simvoly.</summary>
internal sealed class SimvolyShop : IAsyncDisposable
{
    private readonly SimvolyClient _client;

    private SimvolyShop(SimvolyEmulator server)
    {
        Server = server;
        _client = new SimvolyClient(
            new SimvolyClientOptions
            {
                AccessToken = server.AccessToken,
                UserAgent = "MigrationTests/1.0",
                BaseAddress = server.Url,
                RetryDelay = TimeSpan.Zero,
                MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            }
        );
    }

    public SimvolyEmulator Server { get; }

    /// <summary>A source like that of a new process.</summary>
    public ShopSource Source => new SimvolySource(_client, "example.simvoly.com");

    /// <summary>Number of the categories that the emulator is seeded with.</summary>
    public int Categories { get; private set; }

    /// <summary>Puts the products and contacts of a shop into an emulator, as far as Simvoly has fields for them.</summary>
    public static async Task<SimvolyShop> StartAsync(ListSource shop)
    {
        var started = new SimvolyShop(await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Products = 0, Contacts = 0 }));
        var categories = await started._client.Products.ListCategoriesAsync().ToListAsync();
        started.Categories = categories.Count;
        started.Server.AddRecords("Product", shop.Products.Select(Record));
        started.Server.AddRecords("Contact", shop.Contacts.Select(Record));
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }

    private static JsonObject Record(ShopProduct product)
    {
        // Simvoly has no prices of products, only of variants.
        var variants = product.Variants.Count > 0 ? product.Variants : [new ShopVariant { Sku = product.Sku, Weight = product.Weight }];
        return new JsonObject
        {
            ["type"] = product.Type,
            ["title"] = product.Title,
            ["url"] = product.Path,
            ["hidden"] = product.Visible == false,
            ["description"] = product.Description,
            ["images"] = new JsonArray([.. product.Images.Select(image => JsonValue.Create(image))]),
            ["options"] = new JsonArray([
                .. product.Options.Select(option => new JsonObject { ["name"] = option.Name, ["values"] = Texts(option.Values) }),
            ]),
            ["variants"] = new JsonArray([
                .. variants.Select(variant => new JsonObject
                {
                    ["options"] = Texts(variant.Values),
                    ["sku"] = variant.Sku,
                    ["weight"] = variant.Weight,
                    ["price"] = (variant.Prices.Count > 0 ? variant.Prices : product.Prices)[0].Amount,
                }),
            ]),
        };
    }

    private static JsonObject Record(ShopContact contact) =>
        new()
        {
            ["email"] = contact.Email,
            ["name"] = contact.Name ?? contact.FirstName,
            ["phone"] = contact.Phone,
            ["tags"] = Texts(contact.Tags),
            ["subscribed"] = contact.Subscribed != false,
            ["properties"] = new JsonArray([
                .. contact.Attributes.Select(attribute => new JsonObject { ["name"] = attribute.Key, ["value"] = attribute.Value }),
            ]),
        };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
