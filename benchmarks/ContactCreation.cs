using BenchmarkDotNet.Attributes;

namespace ClickFunnels.Benchmarks;

/// <summary>Creates a contact: builds the request, sends it and reads the response.</summary>
[MemoryDiagnoser]
public partial class ContactCreation
{
    private readonly Clients _clients = Clients.CreateForCreate();

    [GlobalSetup]
    public Task Compare() => ClientComparison.CheckAsync();

    [Benchmark(Baseline = true)]
    public async Task<long> Stock()
    {
        var body = new Stock.ContactCreateEnvelope
        {
            Contact = new Stock.ContactCreate
            {
                Email_address = "ana.abbott@example.com",
                First_name = "Ana",
                Last_name = "Abbott",
                Phone_number = "+1 555 0100",
                Time_zone = "London",
                Tag_ids = [51200, 51203],
                Custom_attributes = new Dictionary<string, string?>
                {
                    ["favorite_color"] = "green",
                    ["company_name"] = "Abbott & Partners",
                },
            },
        };
        return (await _clients.Stock.CreateContactsAsync(Clients.WorkspaceId, null, body)).Result.Id;
    }

    [Benchmark]
    public async Task<long> Ours()
    {
        var contact = new ContactCreate
        {
            EmailAddress = "ana.abbott@example.com",
            FirstName = "Ana",
            LastName = "Abbott",
            PhoneNumber = "+1 555 0100",
            TimeZone = "London",
            TagIds = [51200, 51203],
            CustomAttributes = new Dictionary<string, string?> { ["favorite_color"] = "green", ["company_name"] = "Abbott & Partners" },
        };
        return (await _clients.Ours.Contacts.CreateAsync(contact)).Id;
    }

    [Benchmark]
    public async Task<long> HandWritten()
    {
        var contact = new HandWritten.ContactCreate
        {
            EmailAddress = "ana.abbott@example.com",
            FirstName = "Ana",
            LastName = "Abbott",
            PhoneNumber = "+1 555 0100",
            TimeZone = "London",
            TagIds = [51200, 51203],
            CustomAttributes = new Dictionary<string, string?> { ["favorite_color"] = "green", ["company_name"] = "Abbott & Partners" },
        };
        return (await _clients.HandWritten.CreateAsync(Clients.WorkspaceId, contact)).Id;
    }
}
