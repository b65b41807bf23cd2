using ClickFunnels;
using ClickFunnels.Core;

// Uses the package like a new user: the first example of the README compiles, and the options are validated.
try
{
    using var unconfigured = new ClickFunnelsClient(new ClickFunnelsClientOptions());
    throw new InvalidOperationException("A client without a token and a User-Agent was created.");
}
catch (ApiConfigurationException exception) when (exception.Problems.Count == 2)
{
    Console.WriteLine($"The package compiles and runs: {typeof(ClickFunnelsClient).Assembly.GetName().Name}");
}

internal static class Readme
{
    public static async Task ExampleAsync()
    {
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY"),
                UserAgent = "AcmeShop/1.0",
                WorkspaceId = 42,
            }
        );

        await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", FirstName = "Jane" });

        await foreach (
            var contact in client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = ["jane@example.com", "joe@example.com"] } })
        )
        {
            Console.WriteLine($"{contact.Id} {contact.FirstName}");
        }
    }
}
