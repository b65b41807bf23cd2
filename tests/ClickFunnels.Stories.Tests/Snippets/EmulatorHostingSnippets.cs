using Aspire.Hosting;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.NUnit;

namespace ClickFunnels.Stories.Snippets;

[UseClickFunnelsEmulator(Contacts = 3)]
public class ContactTests
{
    [Test]
    public async Task A_lost_response_creates_no_second_contact()
    {
        var emulator = TestEmulators.ClickFunnels;
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Tests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
            }
        );
        emulator.Faults.Add("upsertContacts", Fault.CutAfter());

        await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com" });

        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(4));
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class UseShopAttribute : UseClickFunnelsEmulatorAttribute
{
    protected override void Configure(ClickFunnelsEmulatorOptions options) => options.Subdomain = "shop";
}

[UseShop]
public class EmulatorHostingSnippets
{
    [Test]
    public void An_attribute_sets_options() => Assert.That(TestEmulators.ClickFunnels.Subdomain, Is.EqualTo("shop"));

    [Test]
    public void An_application_of_Aspire()
    {
        // Aspire reads the launch profiles of the project, in the folder beside that of the app host.
        var project = Path.GetFullPath("../Shop/Shop.csproj", AppContext.BaseDirectory);
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        File.WriteAllText(project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        string[] args = [];
        var builder = DistributedApplication.CreateBuilder(args);
        var clickFunnels = builder
            .AddClickFunnelsEmulator("clickfunnels", configure: options => options.Contacts = 45)
            .WithDataFile("clickfunnels.snapshot.json");
        var shop = builder.AddProject("shop", "../Shop/Shop.csproj").WithReference(clickFunnels).WaitFor(clickFunnels);
        clickFunnels.WithWebhooks(shop, "/webhooks/clickfunnels");

        Assert.That(
            shop.Resource.Annotations.OfType<global::Aspire.Hosting.ApplicationModel.WaitAnnotation>().Select(static one => one.Resource),
            Does.Contain(clickFunnels.Resource)
        );
    }
}
