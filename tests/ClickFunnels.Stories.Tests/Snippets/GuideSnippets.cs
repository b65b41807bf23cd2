using Newtonsoft.Json.Linq;
using Polly;
using Polly.Retry;

namespace ClickFunnels.Stories.Snippets;

public class GuideSnippets
{
    [Test]
    public async Task Clients_and_workspaces()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var team = (await client.Teams.ListAsync().FirstPageAsync()).Items[0];
        await foreach (var workspace in client.Workspaces.ListAsync(team.Id))
        {
            var here = client.ForWorkspace(workspace);
            Console.WriteLine($"{workspace.Name}: {(await here.Products.ListAsync().ToListAsync()).Count} products");
        }

        Assert.That(emulated.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Writing()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        var contact = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0];

        await client.Contacts.UpdateAsync(contact.Id, new ContactUpdate { PhoneNumber = null, FirstName = "Janet" });

        var after = await client.Contacts.GetAsync(contact.Id);
        Assert.That((after.PhoneNumber, after.FirstName, after.LastName), Is.EqualTo(((string?)null, "Janet", contact.LastName)));
    }

    [Test]
    public async Task Converting()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        var contact = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0];

        var update = contact.ConvertTo<ContactUpdate>();
        update.FirstName = "Janet";
        await client.Contacts.UpdateAsync(contact.Id, update);

        Assert.That((await client.Contacts.GetAsync(contact.Id)).FirstName, Is.EqualTo("Janet"));
    }

    [Test]
    public async Task Contacts_and_tags_by_name()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var result = await client.Contacts.CreateOrUpdateAsync(new ContactUpsert { EmailAddress = "jane@example.com" });
        Console.WriteLine(result.IsCreated ? "created" : "updated");

        await client.Contacts.ApplyTagsAsync(result.Contact.Id, ["vip", "newsletter"]);
        await client.Contacts.RemoveTagsAsync(result.Contact.Id, ["prospect"]);
        var tag = await client.Contacts.Tags.EnsureAsync("vip");

        Assert.That(result.IsCreated, Is.True);
        Assert.That((await client.Contacts.AppliedTags.ListAsync(result.Contact.Id).ToListAsync())[0].TagId, Is.EqualTo(tag.Id));
    }

    [Test]
    public async Task Traps()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        var contact = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0];
        var tag = await client.Contacts.Tags.EnsureAsync("vip");
        var discount = await client.Discounts.CreateAsync(
            new DiscountCreate
            {
                Name = "Spring",
                Code = "SPRING",
                DiscountType = "code",
                Percent = "10",
            }
        );

        var update = new ContactUpdate { FirstName = "Janet" };
        update.ReplaceTags([tag.Id]);
        await client.Contacts.UpdateAsync(contact.Id, update);

        try
        {
            await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", PhoneNumber = null });
        }
        catch (ArgumentException refused)
        {
            Console.WriteLine(refused.Message);
        }

        await client.Discounts.ExpireAsync(discount.Id);
        var changed = await client.Discounts.UpdateExpiredAsync(discount.Id, new DiscountUpdate { Name = "Autumn" });

        Assert.That((await client.Contacts.GetAsync(contact.Id)).Tags!.Select(static applied => applied.Id), Is.EqualTo(new[] { tag.Id }));
        Assert.That(emulated.Server.Requests.Select(static request => request.Path), Has.None.Contains("upsert"));
        Assert.That(changed.Name, Is.EqualTo("Autumn"));
    }

    [Test]
    public async Task Pages()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);
        var client = emulated.Client;
        var handled = 0;
        string? saved = null;

        string? cursor = LoadCursor();
        await foreach (var page in client.Contacts.ListAsync(new() { SortOrder = SortOrder.Asc }).AsPages(cursor))
        {
            Handle(page.Items);
            SaveCursor(page.NextCursor);
        }

        Assert.That(handled, Is.EqualTo(45));
        Assert.That(saved, Is.Null);

        string? LoadCursor() => saved;
        void SaveCursor(string? next) => saved = next;
        void Handle(IReadOnlyList<Contact> contacts) => handled += contacts.Count;
    }

    [Test]
    public async Task Filters()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var invoices = await client
            .Orders.Invoices.ListForWorkspaceAsync(
                new()
                {
                    Filter = new()
                    {
                        Status = [OrderInvoiceStatus.Unpaid, OrderInvoiceStatus.PastDue],
                        InvoiceType = OrderInvoiceType.Renewal,
                    },
                }
            )
            .ToListAsync();

        Assert.That(invoices, Is.Empty);
    }

    [Test]
    public async Task Errors()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "VIP" });

        try
        {
            await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "VIP" });
        }
        catch (ApiValidationException refused)
        {
            foreach (var error in refused.Errors)
            {
                Console.WriteLine($"{error.Field ?? "the record"}: {error.Message}");
            }
        }

        Assert.That(emulated.Server.Requests[^1].Status, Is.EqualTo(422));
    }

    [Test]
    public async Task Bulk_actions()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 2);
        var client = emulated.Client;
        var tag = await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "VIP" });
        var contacts = await client.Contacts.ListAsync().ToListAsync();

        var action = await client.Contacts.TagActions.CreateAsync(
            new ContactTagActionCreate(ContactTarget.Contacts(contacts)) { TagIds = [tag.PublicId] }
        );
        Assert.That(action.CompletedAt, Is.Null);
    }

    // The emulator is done with the second question, a second later: compiled, not called, so that no test waits.
    public static async Task WaitingAsShownAsync(ClickFunnelsClient client, ContactTag tag, IReadOnlyList<Contact> contacts)
    {
        var action = await client.Contacts.TagActions.CreateAsync(
            new ContactTagActionCreate(ContactTarget.Contacts(contacts)) { TagIds = [tag.PublicId] }
        );
        var done = await client.Contacts.TagActions.WaitForCompletionAsync(
            action.Id,
            progress: new Progress<ContactTagAction>(state => Console.WriteLine($"{state.PerformedCount} of {state.TargetCount}"))
        );
        Console.WriteLine(done.CompletedAt);
    }

    [Test]
    public async Task Options_of_a_call()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        ResourceId contactId = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0].Id;

        ApiResponse? response = null;
        var contact = await client.Contacts.GetAsync(
            contactId,
            new()
            {
                Timeout = TimeSpan.FromSeconds(5),
                Headers = { ["X-Correlation-Id"] = "order-4711" },
                OnResponse = received => response = received,
            }
        );
        Console.WriteLine($"{contact.Id}: status {response?.StatusCode}, request {response?.RequestId}");

        Assert.That(response?.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Any_route()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var created = await client.SendAsync(
            new RawRequest(HttpMethod.Post, "workspaces/{workspace_id}/contacts")
            {
                Body = new JObject { ["contact"] = new JObject { ["email_address"] = "jane@example.com" } },
            }
        );
        var contact = created.Read<Contact>();

        var found = await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts/{id}", contact.Id));
        Console.WriteLine($"{found.StatusCode}: {found.Json?["email_address"]}");

        Assert.That((string?)found.Json?["email_address"], Is.EqualTo("jane@example.com"));
    }

    [Test]
    public async Task A_resilience_pipeline_of_your_own()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        emulated.Server.Faults.Add("listContacts", Emulator.Fault.RateLimit(TimeSpan.Zero), times: 5);

        var pipeline = new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<ApiException>(failure => failure.IsSafeToRepeat),
                    MaxRetryAttempts = 8,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    DelayGenerator = attempt => new ValueTask<TimeSpan?>((attempt.Outcome.Exception as ApiStatusException)?.RetryAfter),
                }
            )
            .Build();

        using var client = Emulated.ClientOf(emulated.Server, options => options.ResiliencePipeline = pipeline);

        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Tokens_that_rotate()
    {
        await using var emulated = await Emulated.StartAsync();

        using var client = WithRotatingToken(new Vault(emulated.Server.AccessToken), emulated.Server);

        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Is.Empty);
    }

    [Test]
    public async Task Null_and_absent()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        ResourceId contactId = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0].Id;

        var contact = await client.Contacts.GetAsync(contactId);
        if (!contact.Has("phone_number"))
        {
            Console.WriteLine("The service did not send the phone number.");
        }
        else if (contact.PhoneNumber is null)
        {
            Console.WriteLine("The contact has no phone number.");
        }

        Assert.That(contact.Has("phone_number"), Is.True);
        Assert.That(new Contact { PhoneNumber = null }.Has("phone_number"), Is.True);
        Assert.That(new Contact().Has("phone_number"), Is.False);
    }

    [TestCase("paid", ExpectedResult = "The invoice is paid.")]
    [TestCase("past-due", ExpectedResult = "The invoice is open.")]
    [TestCase("pending-review", ExpectedResult = "The invoice has the unknown status pending-review.")]
    public string Enumerations(string status)
    {
        var invoice = new OrderInvoice { Status = status };
        return Describe(invoice);
    }

    [Test]
    public async Task Mocking()
    {
        using ClickFunnelsClient client = new FakeClient();

        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(2));
        await Assert.ThrowsAsync<ApiNotFoundException>(() => client.Contacts.GetAsync(42));
    }

    private static ClickFunnelsClient WithRotatingToken(Vault vault, Emulator.ClickFunnelsEmulator emulator)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessTokenProvider = async cancellationToken => await vault.ReadTokenAsync(cancellationToken),
            UserAgent = "AcmeShop/1.0",
            WorkspaceId = 42,
        };

        (options.BaseAddress, options.WorkspaceId) = (emulator.Url, emulator.WorkspaceId);
        return new ClickFunnelsClient(options);
    }

    private static string Describe(OrderInvoice invoice)
    {
        if (invoice.Status == "paid")
        {
            return "The invoice is paid.";
        }

        switch (invoice.Status)
        {
            case "unpaid" or "past-due":
                return "The invoice is open.";
            case null:
                return "The service did not send a status.";
            default:
                return $"The invoice has the unknown status {invoice.Status}.";
        }
    }

    private sealed class Vault(string token)
    {
        public ValueTask<string> ReadTokenAsync(CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? default : new(token);
    }

    public sealed class FakeClient : ClickFunnelsClient
    {
        public override ContactsClient Contacts { get; } = new FakeContacts();
    }

    public sealed class FakeContacts : ContactsClient
    {
        public override AsyncPageable<Contact> ListAsync(
            ContactsListOptions? options = null,
            CancellationToken cancellationToken = default
        ) => AsyncPageable.FromPages(new Page<Contact>([new Contact { Id = 1 }], "1"), new Page<Contact>([new Contact { Id = 2 }], null));

        public override Task<Contact> GetAsync(
            ResourceId id,
            ContactsGetOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw ApiExceptionFactory.Status(404, """{"error":"Not found"}""", "getContacts");
    }
}
