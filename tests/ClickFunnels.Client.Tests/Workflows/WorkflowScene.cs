using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

/// <summary>An emulator with one contact, and a client whose requests can fail.</summary>
internal sealed class WorkflowScene : IAsyncDisposable
{
    private readonly ClickFunnelsClient _client;

    private WorkflowScene(ClickFunnelsEmulator emulator, ProductWorkflowOptions? options)
    {
        Emulator = emulator;
        _client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "tests",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                MaxRetries = 0,
                HttpHandler = Handler,
            }
        );

        // A second client, so that lookups of a test are not among the requests that it counts.
        Eye = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "tests",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
            }
        );
        Workflow = new ProductWorkflow(_client, options ?? new ProductWorkflowOptions { SettleDelay = TimeSpan.Zero });
    }

    public ClickFunnelsEmulator Emulator { get; }

    public FaultyHandler Handler { get; } = new();

    public ClickFunnelsClient Client => _client;

    public ClickFunnelsClient Eye { get; }

    public ProductWorkflow Workflow { get; }

    public Contact Contact { get; private set; } = new();

    public static async Task<WorkflowScene> StartAsync(ProductWorkflowOptions? options = null)
    {
        var scene = new WorkflowScene(await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 }), options);
        scene.Contact = (await scene.Eye.Contacts.ListAsync().FirstPageAsync()).Items[0];
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Eye.Dispose();
        Handler.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>Lists the records of the emulator, and checks that each planned one exists once.</summary>
    public async Task AssertHoldsOnceAsync(ProductPlan plan, ProductWorkflowResult result)
    {
        var products = await Eye.Products.ListAsync().ToListAsync();
        var locations = await Eye.Fulfillments.Locations.ListAsync().ToListAsync();
        var orders = await Eye.Orders.ListAsync().ToListAsync();
        var invoices = await Eye.Orders.Invoices.ListForWorkspaceAsync().ToListAsync();
        var fulfillments = await Eye.Fulfillments.ListAsync().ToListAsync();
        var variants = await Eye.Products.Variants.ListAsync(products[0].Id).ToListAsync();
        var prices = await Eye.Products.Prices.ListForAllVariantsAsync(products[0].Id).ToListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.IsComplete, Is.True);
            Assert.That(products.Select(product => product.Id), Is.EqualTo(new[] { result.ProductId }));
            Assert.That(locations.Select(location => (long?)location.Id), Is.EqualTo(One(plan.Location, result.LocationId)));
            Assert.That(orders.Select(order => (long?)order.Id), Is.EqualTo(One(plan.Order, result.OrderId)));
            Assert.That(invoices.Select(invoice => (long?)invoice.Id), Is.EqualTo(One(plan.Order?.Invoice, result.InvoiceId)));
            Assert.That(
                fulfillments.Select(fulfillment => (long?)fulfillment.Id),
                Is.EqualTo(One(plan.Order?.Fulfillment, result.FulfillmentId))
            );
            Assert.That(
                variants.Where(variant => variant.Default != true).Select(variant => variant.Id),
                Is.EquivalentTo(result.Variants.Where(variant => variant.Combination.Length > 0).Select(variant => variant.Id))
            );
            Assert.That(prices.Select(price => price.Id), Is.EquivalentTo(result.Variants.SelectMany(variant => variant.PriceIds)));
            Assert.That(prices.Select(price => (price.VariantId, price.Key)), Is.Unique);
        }
    }

    private static IEnumerable<long?> One(object? planned, long? id) => planned is null ? [] : [id];
}
