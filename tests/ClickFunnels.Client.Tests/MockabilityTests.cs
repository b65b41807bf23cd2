namespace ClickFunnels.Tests;

/// <summary>
/// Code that uses the client can be tested without a service: every operation can be overridden, and lists can be made by hand.
/// </summary>
public sealed class MockabilityTests
{
    [Test]
    public async Task Operations_and_groups_can_be_overridden()
    {
        ClickFunnelsClient client = new FakeClient();

        Assert.That((await client.Contacts.GetAsync(7)).Id, Is.EqualTo(7));
        Assert.That((await client.Contacts.ListAsync().ToListAsync()).Select(static contact => contact.Id), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_member_that_is_not_overridden_says_so()
    {
        var client = new FakeClient();

        Assert.Multiple(() =>
        {
            Assert.That(() => client.Contacts.DeleteAsync(1), Throws.TypeOf<NotSupportedException>().With.Message.Contains("override"));
            Assert.That(() => client.Teams.GetAsync(1), Throws.TypeOf<NotSupportedException>().With.Message.Contains("override"));
            Assert.That(() => client.ForWorkspace(1), Throws.TypeOf<NotSupportedException>());
            Assert.That(client.WorkspaceId.IsEmpty, Is.True);
            Assert.That(client.Dispose, Throws.Nothing);
        });
    }

    [Test]
    public async Task A_list_made_by_hand_pages_and_resumes()
    {
        var list = AsyncPageable.FromPages(new Page<string>(["a", "b"], "b"), new Page<string>(["c"], null));
        var resumed = new List<string>();
        await foreach (var page in list.AsPages("b"))
        {
            resumed.AddRange(page.Items);
        }

        Assert.Multiple(() =>
        {
            Assert.That(async () => await list.ToListAsync(), Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(async () => (await list.FirstPageAsync()).NextCursor, Is.EqualTo("b"));
            Assert.That(resumed, Is.EqualTo(new[] { "c" }));
            Assert.That(async () => await AsyncPageable.FromPages<string>().ToListAsync(), Is.Empty);
        });
    }

    [Test]
    public async Task A_mocked_list_needs_its_pages_only()
    {
        Assert.That(await new OwnPages().ToListAsync(), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That((await new OwnPages().FirstPageAsync()).Items, Has.Count.EqualTo(2));
        Assert.That(() => new NoPages().ToListAsync(), Throws.TypeOf<NotSupportedException>());
    }

    private sealed class FakeClient : ClickFunnelsClient
    {
        public override ContactsClient Contacts { get; } = new FakeContacts();
    }

    private sealed class FakeContacts : ContactsClient
    {
        public override Task<Contact> GetAsync(
            ResourceId id,
            ContactsGetOptions? options = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(new Contact { Id = long.Parse(id.ToString(), System.Globalization.CultureInfo.InvariantCulture) });

        public override AsyncPageable<Contact> ListAsync(
            ContactsListOptions? options = null,
            CancellationToken cancellationToken = default
        ) => AsyncPageable.FromPages(new Page<Contact>([new() { Id = 1 }], "1"), new Page<Contact>([new() { Id = 2 }], null));
    }

    private sealed class OwnPages : AsyncPageable<int>
    {
        public override async IAsyncEnumerable<Page<int>> AsPages(
            string? after = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            yield return new Page<int>([1, 2], "2");
            yield return new Page<int>([3], null);
            await Task.CompletedTask;
        }
    }

    private sealed class NoPages : AsyncPageable<int>;
}
