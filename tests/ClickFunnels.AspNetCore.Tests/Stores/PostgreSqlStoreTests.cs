using ClickFunnels.AspNetCore.PostgreSql;
using ClickFunnels.AspNetCore.Tests.Support;

namespace ClickFunnels.AspNetCore.Tests.Stores;

public sealed class PostgreSqlStoreTests : EventStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Several_instances_that_start_at_the_same_time_create_the_tables_once()
    {
        var server = PostgreSqlServer.Require();
        var schema = PostgreSqlServer.NewSchema();
        var stores = Enumerable
            .Range(0, 8)
            .Select(_ => new PostgreSqlWebhookEventStore(server.Source, new PostgreSqlWebhookOptions { Schema = schema }))
            .ToList();

        var counts = await Task.WhenAll(stores.Select(store => Task.Run(() => store.CountAsync())));

        Assert.That(counts, Is.All.EqualTo(new WebhookStoreCounts(0, 0, TimeSpan.Zero)));
        Assert.That(await server.CountAsync($"select count(*) from {schema}.migrations"), Is.EqualTo(1));
    }

    [Test]
    public async Task Tables_created_with_the_script_are_used()
    {
        var server = PostgreSqlServer.Require();
        var schema = PostgreSqlServer.NewSchema();
        var store = new PostgreSqlWebhookEventStore(server.Source, new PostgreSqlWebhookOptions { Schema = schema, Migrate = false });
        Assert.That(() => store.CountAsync(), Throws.Exception);

        await server.ExecuteAsync(PostgreSqlWebhookSchema.Script(schema));

        Assert.That(await store.TryAcceptAsync(Deliveries.Received()), Is.EqualTo(WebhookAcceptance.Accepted));
    }

    [Test]
    public async Task Tables_of_a_later_version_are_refused()
    {
        var server = PostgreSqlServer.Require();
        var schema = PostgreSqlServer.NewSchema();
        await server.ExecuteAsync(PostgreSqlWebhookSchema.Script(schema) + $"insert into {schema}.migrations (version) values (99)");
        var store = new PostgreSqlWebhookEventStore(server.Source, new PostgreSqlWebhookOptions { Schema = schema });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => store.CountAsync());
        Assert.That(refused!.Message, Does.Contain("99").And.Contain("update ClickFunnels.AspNetCore.PostgreSql"));
    }

    [TestCase("Upper")]
    [TestCase("drop table; --")]
    [TestCase("")]
    [TestCase("1st")]
    [TestCase("name\n")]
    public void A_schema_name_that_requires_quotes_is_refused(string schema)
    {
        Assert.That(new PostgreSqlWebhookOptions { Schema = schema }.Validate(), Has.Count.EqualTo(1));
        Assert.That(() => PostgreSqlWebhookSchema.Script(schema), Throws.ArgumentException);
    }

    [Test]
    public async Task A_lease_expires_by_the_clock_of_the_database()
    {
        var server = PostgreSqlServer.Require();
        var store = new PostgreSqlWebhookEventStore(server.Source, new PostgreSqlWebhookOptions { Schema = PostgreSqlServer.NewSchema() });
        await store.TryAcceptAsync(Deliveries.Received());
        var first = (await store.ClaimAsync(1, TimeSpan.FromMilliseconds(20))).Single();

        IReadOnlyList<ClaimedWebhook> second;
        while ((second = await store.ClaimAsync(1, Lease)).Count == 0)
        {
            await Task.Yield();
        }

        Assert.That(await store.CompleteAsync(first.Claim), Is.False);
        Assert.That(await store.CompleteAsync(second[0].Claim), Is.True);
    }

    [Test]
    public async Task The_body_of_a_handled_event_is_removed()
    {
        var server = PostgreSqlServer.Require();
        var schema = PostgreSqlServer.NewSchema();
        var store = new PostgreSqlWebhookEventStore(server.Source, new PostgreSqlWebhookOptions { Schema = schema });
        await store.TryAcceptAsync(Deliveries.Received());
        Assert.That(await server.CountAsync($"select count(*) from {schema}.events where body is not null"), Is.EqualTo(1));

        await store.CompleteAsync((await store.ClaimAsync(1, Lease)).Single().Claim);

        Assert.That(await server.CountAsync($"select count(*) from {schema}.events where body is null and state = 1"), Is.EqualTo(1));
    }

    private protected override IWebhookEventStore Create(ManualTimeProvider clock) => StoreKinds.PostgreSql(clock);
}
