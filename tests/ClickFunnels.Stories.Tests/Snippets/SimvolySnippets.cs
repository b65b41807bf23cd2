using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Simvoly.Webhooks;

// Not below the namespace ClickFunnels, whose records have the same names.
namespace Simvoly.Stories.Snippets;

public class SimvolySnippets
{
    private const string Page = """{"totalCount":1,"limit":50,"skip":0,"items":[{"id":7,"name":"Jane"}]}""";

    [Test]
    public async Task Values()
    {
        using var service = new FakeService().Respond(200, """{"id":7,"status":"pending"}""").Respond(200, """{"id":7}""");
        using var client = Client(service);

        var order = await client.Orders.GetAsync(7);
        if (order.Status == OrderStatus.Pending)
        {
            await client.Orders.UpdateAsync(order.Id, new OrderUpdate { Status = OrderStatus.Shipped, NotifyCustomer = true });
        }

        Assert.That(service.Sent[1].Body, Is.EqualTo("""{"status":"SHIPPED","notifyCustomer":true}"""));
    }

    [Test]
    public async Task Creating_what_may_exist()
    {
        using var service = new FakeService().Respond(200, """{"id":7}""").Respond(404, "{}");
        using var client = Client(service);

        var lamp = await client.Products.UpsertByUrlAsync(
            new ProductInput
            {
                Type = ProductType.Physical,
                Title = "Lamp",
                Url = "lamp",
            }
        );
        var member = await client.Members.FindByEmailAsync("jane@example.com");
        Console.WriteLine($"{lamp.Id} {member?.Id}");

        Assert.That((lamp.Id, member), Is.EqualTo((7, (Member?)null)));
    }

    [Test]
    public async Task Lists()
    {
        using var service = new FakeService().Respond(200, Page);
        using var client = Client(service);

        var until = DateTimeOffset.UtcNow;
        await foreach (var contact in client.Contacts.ListAsync(new ContactsListOptions { CreatedAtMax = until, Limit = 50 }))
        {
            Console.WriteLine(contact.Id);
        }

        Assert.That(service.Only.Query, Does.Contain($"created_at_max={until.ToUnixTimeSeconds()}").And.Contain("limit=50"));
    }

    [Test]
    public async Task Signing_members_in()
    {
        using var service = new FakeService().Respond(200, """{"accessUrl":"https://example.com/sso"}""");
        using var client = Client(service);

        Assert.That(await RedirectAsync(client), Is.InstanceOf<IResult>());
    }

    [Test]
    public void Webhooks()
    {
        var secret = "current-secret";
        var previousSecret = "previous-secret";
        var rawBody = """{"id":7}"""u8.ToArray();
        var headers = new Dictionary<string, string>
        {
            [WebhookHeaders.Signature] = WebhookSignature.Sign(rawBody, previousSecret),
            [WebhookHeaders.Topic] = "order_created",
        };

        var verifier = new WebhookVerifier(secret, previousSecret);
        if (!verifier.Verify(rawBody, headers[WebhookHeaders.Signature]).IsValid)
        {
            throw new UnauthorizedAccessException();
        }

        var text = WebhookNotification.Parse(headers[WebhookHeaders.Topic], rawBody) switch
        {
            OrderCreated created => $"order {created.Data.Id}",
            ContactUpdated updated => $"contact {updated.Data.Id}, created or changed",
            FormSubmitted submitted => $"form {submitted.Data.FormName}",
            var other => $"not handled: {other.EventType}",
        };

        Assert.That(text, Is.EqualTo("order 7"));
    }

    [Test]
    public async Task Registration()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Simvoly:ApiKey"] = FakeService.Token;

        builder.Services.AddSimvoly(options =>
        {
            options.Site = "example.simvoly.com";
            options.AccessToken = builder.Configuration["Simvoly:ApiKey"];
            options.UserAgent = "AcmeShop/1.0";
        });

        await using var app = builder.Build();
        Assert.That(app.Services.GetService<SimvolyClient>(), Is.Not.Null);
    }

    // The first example of the page, which is a program of its own.
    private static async Task FirstCallAsync()
    {
        using var client = new SimvolyClient(
            new SimvolyClientOptions
            {
                Site = "example.simvoly.com",
                AccessToken = Environment.GetEnvironmentVariable("SIMVOLY_API_KEY"),
                UserAgent = "AcmeShop/1.0",
            }
        );

        await client.Contacts.UpsertAsync(new ContactInput { Email = "jane@example.com", Name = "Jane" });

        await foreach (var contact in client.Contacts.ListAsync())
        {
            Console.WriteLine($"{contact.Id} {contact.Name}");
        }
    }

    [Test]
    public void The_first_call_needs_a_key() =>
        Assert.That(FirstCallAsync, Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("API key of the website"));

    private static async Task<IResult> RedirectAsync(SimvolyClient client)
    {
        var session = await client.Members.StartSessionAsync(new MemberSessionCreate { Email = "jane@example.com", Path = "/members" });
        return Results.Redirect(session.AccessUrl!);
    }

    private static SimvolyClient Client(FakeService service) =>
        new(
            new SimvolyClientOptions
            {
                Site = "example.simvoly.com",
                AccessToken = FakeService.Token,
                UserAgent = "Snippets/1.0",
                HttpHandler = service,
            }
        );
}
