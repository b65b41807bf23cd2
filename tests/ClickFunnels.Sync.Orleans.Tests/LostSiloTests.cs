using System.Globalization;
using ClickFunnels.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using StackExchange.Redis;

namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>Two silos in processes of their own, of which one is killed in the middle of its work.</summary>
public sealed class LostSiloTests
{
    private const int Workspaces = 8;
    private const int Contacts = 200;
    private const int ContactsOnPage = 20;

    [Test]
    [CancelAfter(100_000)]
    public async Task The_work_of_a_killed_silo_goes_on_elsewhere_from_its_checkpoint(CancellationToken cancellationToken)
    {
        var redis = RedisServer.Require();
        var database = PostgreSqlServer.Require();
        var options = new ClickFunnelsEmulatorOptions { Contacts = Contacts };
        for (var index = 1; index < Workspaces; index++)
        {
            options.Workspaces.Add(new WorkspaceSeed($"shop{index}") { Contacts = Contacts });
        }

        await using var emulator = await ClickFunnelsEmulator.StartAsync(options, cancellationToken);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var schema = "t" + Guid.NewGuid().ToString("N");
        var settings = new Dictionary<string, string>
        {
            ["SILO_REDIS"] = redis.Connection,
            ["SILO_CLUSTER"] = schema,
            ["SILO_DATABASE"] = database.ConnectionString,
            ["SILO_SCHEMA"] = schema,
            ["SILO_SERVICE"] = emulator.Url.ToString(),
            ["SILO_TOKEN"] = emulator.AccessToken,
            ["SILO_RATE"] = "12",
        };
        var starts = await Task.WhenAll(
            SiloProcess.StartAsync("first", settings, cancellationToken),
            SiloProcess.StartAsync("second", settings, cancellationToken)
        );
        await using var first = starts[0];
        await using var second = starts[1];
        using var host = Client(redis.Connection, schema);
        await host.StartAsync(cancellationToken);
        var ids = emulator.Workspaces.Select(static workspace => workspace.Id).ToArray();
        var grains = ids.Select(id => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWorkspaceSyncGrain>(id)).ToArray();

        Assert.That(await Task.WhenAll(grains.Select(static grain => grain.RunNowAsync())), Is.All.True);
        Assert.That(await grains[0].RunNowAsync(), Is.False);

        // Both silos work, and a third of the rows are stored.
        IReadOnlyList<WorkspaceSyncStatus> before;
        do
        {
            await Task.Delay(50, cancellationToken);
            before = await StatusesAsync();
        } while (await CountAsync() < Workspaces * Contacts / 3);

        var stored = await CountAsync();
        Assert.That(before.Select(static status => status.Host).Distinct(), Is.EquivalentTo(new[] { "first", "second" }));
        // A silo with few workspaces may have finished them, so the one with more work is killed.
        var killed = before
            .Where(static status => status.State == WorkspaceSyncState.Running)
            .GroupBy(static status => status.Host!, static status => status.Workspace)
            .OrderByDescending(static host => host.Count())
            .First();
        var lost = killed.ToList();
        (killed.Key == "first" ? first : second).Kill();
        var remaining = killed.Key == "first" ? "second" : "first";

        IReadOnlyList<WorkspaceSyncStatus> after;
        do
        {
            await Task.Delay(200, cancellationToken);
            after = await StatusesAsync();
        } while (
            lost.Any(workspace => after.Single(status => status.Workspace == workspace).Runs == 0)
            || after.Any(static status => status.State != WorkspaceSyncState.Idle)
        );

        Assert.That(lost.Select(workspace => after.Single(status => status.Workspace == workspace).Host), Is.All.EqualTo(remaining));
        // What was stored before the kill was not read again: only the pages on the way are.
        var pages = Workspaces * (Contacts / ContactsOnPage);
        var requests = emulator.Requests.Count(static request => request.OperationId == "listContacts");
        TestContext.Out.WriteLine(
            $"{lost.Count} of {Workspaces} workspaces were lost with {stored} of {Workspaces * Contacts} rows stored; "
                + $"{requests} requests for "
                + $"{pages} pages."
        );
        Assert.That(requests, Is.LessThan(pages + (lost.Count * Contacts / ContactsOnPage)));
        Assert.That(await RowsAsync(), Is.EqualTo(await ExpectedAsync()), "0 lost, 0 doubled.");

        async Task<IReadOnlyList<WorkspaceSyncStatus>> StatusesAsync()
        {
            while (true)
            {
                try
                {
                    return await Task.WhenAll(grains.Select(static grain => grain.GetStatusAsync()));
                }
                catch (Exception failure) when (failure is OrleansException or TimeoutException)
                {
                    // The cluster has not yet noticed that the silo is lost.
                    await Task.Delay(100, cancellationToken);
                }
            }
        }

        async Task<long> CountAsync()
        {
            await using var command = source.CreateCommand($"select count(*) from {schema}.contacts");
            try
            {
                return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            }
            catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable)
            {
                return 0;
            }
        }

        async Task<List<string>> RowsAsync()
        {
            await using var command = source.CreateCommand(
                $"select _workspace, id, email_address from {schema}.contacts order by _workspace, id"
            );
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<string> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0)} {reader.GetInt64(1)} {reader.GetString(2)}"));
            }

            return rows;
        }

        async Task<List<string>> ExpectedAsync()
        {
            List<(long, long, string?)> contacts = [];
            foreach (var id in ids)
            {
                using var client = new ClickFunnelsClient(
                    new ClickFunnelsClientOptions
                    {
                        AccessToken = emulator.AccessToken,
                        UserAgent = "Tests/1.0",
                        BaseAddress = emulator.Url,
                        WorkspaceId = id,
                    }
                );
                await foreach (var contact in client.Contacts.ListAsync(cancellationToken: cancellationToken))
                {
                    contacts.Add((id, contact.Id, contact.EmailAddress));
                }
            }

            return
            [
                .. contacts
                    .Order()
                    .Select(static row => string.Create(CultureInfo.InvariantCulture, $"{row.Item1} {row.Item2} {row.Item3}")),
            ];
        }
    }

    private static IHost Client(string redis, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = cluster;
                options.ServiceId = cluster;
            });
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(20));
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            client.AddClickFunnelsSync();
            client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        });
        return builder.Build();
    }
}
