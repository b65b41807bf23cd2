using ClickFunnels;
using ClickFunnels.Workflows;

namespace Quickstart;

/// <summary>The first steps with ClickFunnels: finds the workspace, reads contacts, creates a product and sells it once.</summary>
public static class Story
{
    private const int MaximumContacts = 200;

    /// <summary>Runs the story and writes a transcript.</summary>
    /// <param name="client">A client without a workspace.</param>
    /// <param name="subdomain">The subdomain of the workspace.</param>
    /// <param name="transcript">Receives the transcript.</param>
    /// <param name="cancellationToken">Cancels the story.</param>
    public static async Task RunAsync(
        ClickFunnelsClient client,
        string subdomain,
        TextWriter transcript,
        CancellationToken cancellationToken
    )
    {
        var workspace = await FindWorkspaceAsync(client, subdomain, transcript, cancellationToken);
        var here = client.ForWorkspace(workspace);
        await ReadContactsAsync(here, transcript, cancellationToken);
        await FilterContactsAsync(here, transcript, cancellationToken);
        await SellProductAsync(here, transcript, cancellationToken);
    }

    private static async Task<Workspace> FindWorkspaceAsync(
        ClickFunnelsClient client,
        string subdomain,
        TextWriter transcript,
        CancellationToken cancellationToken
    )
    {
        Heading(transcript, "1. From the token to the workspace");
        await foreach (var team in client.Teams.ListAsync(cancellationToken: cancellationToken))
        {
            await foreach (var workspace in client.Workspaces.ListAsync(team.Id, cancellationToken: cancellationToken))
            {
                transcript.WriteLine(
                    $"   team {team.Id} \"{team.Name}\" has workspace {workspace.Id} \"{workspace.Name}\" at "
                        + $"{workspace.Subdomain}.myclickfunnels.com"
                );
                if (string.Equals(workspace.Subdomain, subdomain, StringComparison.OrdinalIgnoreCase))
                {
                    return workspace;
                }
            }
        }

        throw new InvalidOperationException($"The access token has no access to a workspace with the subdomain {subdomain}.");
    }

    private static async Task ReadContactsAsync(ClickFunnelsClient client, TextWriter transcript, CancellationToken cancellationToken)
    {
        Heading(transcript, "2. All contacts, page by page");
        var number = 0;
        var contacts = 0;
        await foreach (
            var page in client.Contacts.ListAsync(cancellationToken: cancellationToken).AsPages(cancellationToken: cancellationToken)
        )
        {
            contacts += page.Items.Count;
            transcript.WriteLine($"   page {++number}: {page.Items.Count} contacts, next cursor {page.NextCursor ?? "none"}");
            if (contacts >= MaximumContacts)
            {
                break;
            }
        }

        transcript.WriteLine($"   {contacts} contacts");
    }

    private static async Task FilterContactsAsync(ClickFunnelsClient client, TextWriter transcript, CancellationToken cancellationToken)
    {
        Heading(transcript, "3. Filters, order and extra fields");
        var newest = await client
            .Contacts.ListAsync(new() { SortOrder = SortOrder.Desc, Expand = [ContactExpand.EmailEngagement] }, cancellationToken)
            .FirstPageAsync(cancellationToken);
        var ids = newest.Items.Take(2).Select(contact => contact.Id).ToArray();
        var found = await client
            .Contacts.ListAsync(new() { Filter = new() { Id = ids } }, cancellationToken)
            .ToListAsync(cancellationToken);
        transcript.WriteLine($"   the newest {newest.Items.Count} contacts; filter by id {string.Join(" or ", ids)}: {found.Count} found");
    }

    private static async Task SellProductAsync(ClickFunnelsClient client, TextWriter transcript, CancellationToken cancellationToken)
    {
        Heading(transcript, "4. A product, from the plan to the first order");
        var buyer = await client.Contacts.UpsertAsync(
            new ContactUpsert
            {
                EmailAddress = "quickstart@example.com",
                FirstName = "Quick",
                LastName = "Start",
            },
            cancellationToken: cancellationToken
        );
        var plan = new ProductPlan
        {
            Name = "Quickstart shirt",
            Location = new()
            {
                Name = "Quickstart warehouse",
                AddressName = "Warehouse",
                EmailAddress = "warehouse@example.com",
                AddressOne = "1 Main Street",
                City = "Boise",
                Region = "ID",
                Country = "US",
                PostalCode = "83702",
            },
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants =
            {
                ProductType = ProductType.Physical,
                Weight = 0.4m,
                WeightUnit = "lb",
                FulfillmentRequired = true,
            },
            Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.Subscription(19.00m, "USD", PriceInterval.Months) },
            Order = new()
            {
                ContactId = buyer.Id,
                LiveMode = false,
                Items =
                {
                    new OrderItemPlan { Values = { ["Size"] = "M", ["Color"] = "blue" }, Quantity = 2 },
                },
                Invoice = new(),
                Fulfillment = new() { ShippingProvider = "UPS", TrackingCode = "1Z999" },
            },
        };

        var workflow = new ProductWorkflow(client);
        transcript.WriteLine("   The plan, before anything is sent:");
        transcript.WriteLine(Indented(workflow.Preview(plan).ToString()));
        var result = await workflow.ApplyAsync(plan, new InMemoryProductWorkflowJournal(), cancellationToken: cancellationToken);
        transcript.WriteLine("   The result:");
        transcript.WriteLine(Indented(result.ToString()));

        var order = await client.Orders.GetAsync(result.OrderId!.Value, cancellationToken: cancellationToken);
        transcript.WriteLine(
            $"   order {order.Id}: {order.TotalAmount} {order.Currency}, billing {order.BillingStatus}, service {order.ServiceStatus}"
        );
    }

    private static void Heading(TextWriter transcript, string text)
    {
        transcript.WriteLine();
        transcript.WriteLine(text);
    }

    private static string Indented(string text) => "     " + text.ReplaceLineEndings(Environment.NewLine + "     ");
}
