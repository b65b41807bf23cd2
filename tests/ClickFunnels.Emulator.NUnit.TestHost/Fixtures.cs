using System.Net.Http.Headers;
using ClickFunnels.Emulator.NUnit;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

[assembly: UseSimvolyEmulator(Contacts = 7)]
[assembly: ClickFunnels.Emulator.NUnit.TestHost.TellsEnd]

namespace ClickFunnels.Emulator.NUnit.TestHost;

/// <summary>Makes clients of the emulator of a test.</summary>
internal static class Clients
{
    public static ClickFunnelsClient Create(ClickFunnelsEmulator emulator) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Tests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
            }
        );

    public static async Task<string> ReadAsync(ApiEmulator emulator, string path, string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Tests/1.0");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetStringAsync(new Uri(emulator.Url, path));
    }

    /// <summary>Expects the contacts of a fresh emulator, and adds one.</summary>
    public static async Task ExpectThreeAndAddOneAsync()
    {
        using var client = Create(TestEmulators.ClickFunnels);
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(3));
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(4));
    }
}

[UseClickFunnelsEmulator(Contacts = 3), Parallelizable(ParallelScope.All)]
public sealed class OwnEmulators
{
    [Test]
    public Task First() => Clients.ExpectThreeAndAddOneAsync();

    [Test]
    public Task Second() => Clients.ExpectThreeAndAddOneAsync();

    [Test]
    public async Task Has_the_one_of_the_assembly() =>
        Assert.That(
            await Clients.ReadAsync(TestEmulators.Simvoly, "contacts", TestEmulators.Simvoly.AccessToken),
            Does.Contain("\"totalCount\":7")
        );

    [Test]
    public void Has_no_other() => Assert.That(() => TestEmulators.ElasticFunnels, Throws.InvalidOperationException);
}

[UseClickFunnelsEmulator(Contacts = 3, Shared = true), NonParallelizable]
public sealed class OneEmulator
{
    private Uri? _url;
    private string? _token;

    [OneTimeSetUp]
    public void StartApplication()
    {
        _url = TestEmulators.ClickFunnels.Url;
        _token = TestEmulators.ClickFunnels.AccessToken;
        TestEmulators.ClickFunnels.AddRecords("Contact", [new() { ["first_name"] = "Forgotten by the reset" }]);
    }

    [Test]
    public Task First() => ExpectAsync();

    [TestCase(1)]
    [TestCase(2)]
    public Task Further(int number)
    {
        Assert.That(number, Is.Positive);
        return ExpectAsync();
    }

    private Task ExpectAsync()
    {
        Assert.That(TestEmulators.ClickFunnels.Url, Is.EqualTo(_url));
        Assert.That(TestEmulators.ClickFunnels.AccessToken, Is.EqualTo(_token));
        return Clients.ExpectThreeAndAddOneAsync();
    }
}

/// <summary>An emulator whose traffic is not recorded: a test breaks the contract on purpose.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UseUnrecordedEmulatorAttribute : UseClickFunnelsEmulatorAttribute
{
    protected override void Configure(ClickFunnelsEmulatorOptions options) => options.TrafficFolder = null;
}

[UseUnrecordedEmulator(ReportedRequests = 2)]
public sealed class Failing
{
    [Test]
    public async Task Fails_after_requests()
    {
        var emulator = TestEmulators.ClickFunnels;
        using var client = Clients.Create(emulator);
        emulator.Faults.Add("createContacts", Fault.RateLimit(TimeSpan.Zero));
        await client.Contacts.ListAsync().FirstPageAsync();
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        Assert.Fail("on purpose");
    }

    [Test]
    public async Task Fails_with_a_misspelled_parameter()
    {
        var emulator = TestEmulators.ClickFunnels;
        await Clients.ReadAsync(emulator, $"api/v2/workspaces/{emulator.WorkspaceId}/contacts?sort_ordr=desc", emulator.AccessToken);
        Assert.Fail("on purpose");
    }
}

[UseClickFunnelsEmulator]
public sealed class UnusedFault
{
    [Test]
    public void Passes_without_the_fault() => TestEmulators.ClickFunnels.Faults.Add("createContacts", Fault.CutAfter(), times: 2);

    [Test]
    public void Passes_without_the_webhook_fault() =>
        TestEmulators.ClickFunnels.WebhookFaults.Add("contact.created", WebhookFault.Duplicate);
}

[UseClickFunnelsEmulator(Shared = true), Parallelizable(ParallelScope.Children)]
public sealed class SharedAtTheSameTime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Set when a test ended: the one that was refused, because the other one waits for it.</summary>
    public static ManualResetEventSlim Ended { get; } = new();

    [Test]
    public void One() => Assert.That(Ended.Wait(Limit));

    [Test]
    public void Other() => Assert.That(Ended.Wait(Limit));
}

/// <summary>Tells tests of <see cref="SharedAtTheSameTime"/> that one of them ended.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TellsEndAttribute : Attribute, ITestAction
{
    /// <inheritdoc />
    public ActionTargets Targets => ActionTargets.Test;

    /// <inheritdoc />
    public void BeforeTest(ITest test) { }

    /// <inheritdoc />
    public void AfterTest(ITest test)
    {
        if (test.ClassName == typeof(SharedAtTheSameTime).FullName)
        {
            SharedAtTheSameTime.Ended.Set();
        }
    }
}

/// <summary>An attribute with options of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseShopAttribute : UseClickFunnelsEmulatorAttribute
{
    /// <inheritdoc />
    protected override void Configure(ClickFunnelsEmulatorOptions options) => options.Subdomain = "shop";
}

[UseClickFunnelsEmulator, UseElasticFunnelsEmulator(Customers = 4, Products = 0)]
public sealed class Nested
{
    [Test, UseShop]
    public void The_innermost_attribute_counts() => Assert.That(TestEmulators.ClickFunnels.Subdomain, Is.EqualTo("shop"));

    [Test]
    public void The_fixture_counts_without_one() => Assert.That(TestEmulators.ClickFunnels.Subdomain, Is.EqualTo("myworkspace"));

    [Test]
    public void Several_APIs_go_together() => Assert.That(TestEmulators.ElasticFunnels.BrandId, Is.Positive);
}

[UseBroken]
public sealed class BrokenOptions
{
    [Test]
    public void Is_not_run() { }
}

/// <summary>An attribute with an option that is out of range.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UseBrokenAttribute : UseClickFunnelsEmulatorAttribute
{
    /// <inheritdoc />
    protected override void Configure(ClickFunnelsEmulatorOptions options) => options.WebhookParallelism = 0;
}
