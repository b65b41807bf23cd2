using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Emulator;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>Counts the published operations in the contract, in the client and, over HTTP, in the emulator.</summary>
public sealed class WholeApiTests
{
    [Test]
    public async Task Each_published_operation_is_in_the_contract_the_client_and_the_emulator()
    {
        var ledger = Ledger.Operations;
        Assert.That(ledger.Select(static operation => operation.Id), Is.Not.Empty.And.Unique, "The ledger itself is damaged.");

        var contract = Contract.Operations.ToDictionary(static operation => operation.Id, StringComparer.Ordinal);
        var notInContract = ledger
            .Where(operation =>
                !contract.TryGetValue(operation.Id, out var found) || (found.Method, found.Path) != (operation.Method, operation.Path)
            )
            .ToList();
        Assert.That(notInContract, Is.Empty, "These operations are missing in spec/clickfunnels.yaml, or stand there under another route.");

        var methods = Library.OperationMethods.Select(static method => (method.DeclaringType!.Name, method.Name)).ToHashSet();
        var notInClient = ledger
            .Where(operation => !methods.Contains((contract[operation.Id].Tag + "Client", contract[operation.Id].CSharpMethod)))
            .ToList();
        Assert.That(notInClient, Is.Empty, "These operations have no method in the client.");

        var notInEmulator = await NotServedAsync(ledger);
        Assert.That(notInEmulator, Is.Empty, "The emulator has no route for these operations, or fails in them.");

        TestContext.Out.WriteLine(
            $"contract {ledger.Count - notInContract.Count} of {ledger.Count}, client {ledger.Count - notInClient.Count} of "
                + $"{ledger.Count}, emulator {ledger.Count - notInEmulator.Count} of {ledger.Count}"
        );
    }

    [Test]
    public void The_contract_contains_nothing_unaccounted_for()
    {
        var published = Ledger.Operations.Select(static operation => operation.Id).ToHashSet();
        var others = Contract.Operations.Where(operation => !published.Contains(operation.Id)).ToList();

        Assert.That(
            others.Where(static operation => !operation.IsDeprecated).Select(static operation => operation.Id),
            Is.EqualTo(new[] { "updateProduct" }),
            "Beyond the published operations stand the deprecated ones and the PATCH that the guides use."
        );
    }

    private static async Task<IReadOnlyList<LedgerOperation>> NotServedAsync(IEnumerable<LedgerOperation> operations)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 1 });
        using var http = new HttpClient { BaseAddress = emulator.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.AccessToken);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Count/1.0");
        var notServed = new List<LedgerOperation>();
        foreach (var operation in operations)
        {
            var path = operation.Path.Replace("{workspace_id}", $"{emulator.WorkspaceId}", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), "/api/v2" + Regex.Replace(path, "{[a-z_]+}", "1"));
            if (Contract.Operations.First(known => known.Id == operation.Id).HasBody)
            {
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            }

            using var response = await http.SendAsync(request);
            var served = emulator.Requests[^1].OperationId == operation.Id && response.StatusCode < HttpStatusCode.InternalServerError;
            if (!served)
            {
                notServed.Add(operation);
            }
        }

        return notServed;
    }
}
