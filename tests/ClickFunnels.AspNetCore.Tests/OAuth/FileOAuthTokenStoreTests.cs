using ClickFunnels.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>Tokens in encrypted files: complete or absent, unreadable without the keys, and each only for its own workspace.</summary>
public sealed class FileOAuthTokenStoreTests
{
    private const string Secret = "token-MARKER-71aa";

    private readonly IDataProtectionProvider _keys = new EphemeralDataProtectionProvider();

    [Test]
    public async Task A_token_is_stored_listed_replaced_and_removed()
    {
        using var folder = new TemporaryFolder();
        var store = new FileOAuthTokenStore(folder.Path, _keys);
        await store.SaveAsync(42, Token(Secret));
        await store.SaveAsync(7, Token("other"));
        await store.SaveAsync(42, Token("new"));
        var reopened = new FileOAuthTokenStore(folder.Path, _keys);

        Assert.That((await reopened.FindAsync(42))!.AccessToken, Is.EqualTo("new"));
        Assert.That((await reopened.FindAsync(42))!.WorkspaceUrl, Is.EqualTo("https://acme.myclickfunnels.com"));
        Assert.That(await reopened.FindAsync(8), Is.Null);
        Assert.That(await reopened.ListAsync().ToListAsync(), Is.EquivalentTo(new[] { 42L, 7L }));

        await reopened.RemoveAsync(42);
        await reopened.RemoveAsync(42);
        Assert.That(await reopened.FindAsync(42), Is.Null);
        Assert.That(await reopened.ListAsync().ToListAsync(), Is.EqualTo(new[] { 7L }));
    }

    [Test]
    public async Task Files_do_not_show_the_token_and_belong_to_the_user_of_the_process()
    {
        using var folder = new TemporaryFolder();
        await new FileOAuthTokenStore(folder.Path, _keys).SaveAsync(42, Token(Secret));
        var file = Directory.GetFiles(folder.Path).Single();

        Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain("MARKER").And.Not.Contain("acme"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task A_file_of_another_workspace_a_damaged_one_and_one_of_other_keys_are_refused()
    {
        using var folder = new TemporaryFolder();
        var store = new FileOAuthTokenStore(folder.Path, _keys);
        await store.SaveAsync(42, Token(Secret));
        var file = Path.Combine(folder.Path, "42.token");
        File.Copy(file, Path.Combine(folder.Path, "7.token"));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "8.token"), bytes);
        var stranger = new FileOAuthTokenStore(folder.Path, new EphemeralDataProtectionProvider());

        await Assert.ThatAsync(() => store.FindAsync(7).AsTask(), Refused("7"));
        await Assert.ThatAsync(() => store.FindAsync(8).AsTask(), Throws.TypeOf<OAuthException>());
        await Assert.ThatAsync(() => stranger.FindAsync(42).AsTask(), Refused("42"));

        static NUnit.Framework.Constraints.IResolveConstraint Refused(string id) =>
            Throws.TypeOf<OAuthException>().With.Message.Contains($"workspace {id} cannot be decrypted").And.Message.Not.Contain("MARKER");
    }

    [Test]
    public async Task Many_writers_leave_one_whole_token_and_no_temporary_file()
    {
        using var folder = new TemporaryFolder();
        var store = new FileOAuthTokenStore(folder.Path, _keys);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(index => store.SaveAsync(42, Token("t" + index)).AsTask()));

        Assert.That((await store.FindAsync(42))!.AccessToken, Does.StartWith("t"));
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "42.token" }));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void An_id_below_one_is_refused(long workspaceId)
    {
        using var folder = new TemporaryFolder();
        var store = new FileOAuthTokenStore(folder.Path, _keys);

        Assert.That(() => store.FindAsync(workspaceId).AsTask(), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task It_is_registered_in_either_order_with_the_connector()
    {
        using var folder = new TemporaryFolder();
        foreach (var isFirst in new[] { true, false })
        {
            var services = new ServiceCollection();
            if (isFirst)
            {
                services.AddClickFunnelsTokenFiles(folder.Path);
            }

            services.AddClickFunnelsConnect(static _ => { });
            if (!isFirst)
            {
                services.AddClickFunnelsTokenFiles(folder.Path);
            }

            await using var provider = services.BuildServiceProvider();
            Assert.That(provider.GetServices<IOAuthTokenStore>().Single(), Is.TypeOf<FileOAuthTokenStore>());
        }
    }

    private static OAuthToken Token(string accessToken) =>
        new() { AccessToken = accessToken, WorkspaceUrl = "https://acme.myclickfunnels.com" };
}
