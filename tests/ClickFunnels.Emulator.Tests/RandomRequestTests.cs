using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.ClickFunnels;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Emulator.Tests;

/// <summary>
/// No request makes the emulator fail: mistakes of a client get an error that the contract documents, and no response contradicts the
/// contract.
/// </summary>
public sealed class RandomRequestTests
{
    private const int RequestsPerWorld = 400;

    // Statuses that any operation can return.
    private static readonly int[] Everywhere = [400, 401, 404];

    private static int Worlds => int.TryParse(Environment.GetEnvironmentVariable("EMULATOR_FUZZ_WORLDS"), out var worlds) ? worlds : 5;

    [Test]
    public void Never_fail_the_emulator_and_get_documented_statuses() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => SendAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Worlds).WithQuietOnSuccess(true));

    private static async Task SendAsync(int seed)
    {
        using var log = new StringWriter();
        await using var api = await Api.StartAsync(
            contacts: 5,
            options =>
            {
                options.ProcessorOrders = true;
                options.Log = TextWriter.Synchronized(log);
            },
            "random requests use deprecated operations and undocumented values"
        );
        var world = await World.MakeAsync(api);
        var operations = ClickFunnelsPlatform.Instance.Contract.Operations;
        var read = operations.Where(one => one.Kind == OperationKind.Get).Select(one => one.Resource).ToHashSet();
        foreach (
            var resource in operations
                .Where(one => one is { Kind: OperationKind.Create, SuccessStatus: 201 } && read.Contains(one.Resource))
                .Select(one => one.Resource!)
                .Distinct()
        )
        {
            try
            {
                await world.EnsureAsync(resource);
            }
            catch (InvalidOperationException)
            {
                // Some resources need more than a sample body; the others are enough.
            }
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.Token);
        var requests = new RandomRequests(operations, world.Ids, new Random(seed));
        var failures = new List<string>();
        for (var index = 0; index < RequestsPerWorld; index++)
        {
            var request = requests.Next();
            using var message = new HttpRequestMessage(new HttpMethod(request.Operation.Method), $"{api.Emulator.Url}api/v2{request.Path}");
            if (request.Body is { } body)
            {
                message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            log.GetStringBuilder().Clear();
            using var response = await http.SendAsync(message);
            var status = (int)response.StatusCode;
            var text = await response.Content.ReadAsStringAsync();
            if (status >= 500 || !IsDocumented(request.Operation, status))
            {
                failures.Add($"{status} {text}\n{request}\n{log}");
            }
            else if (Spec.ResponseSchema(request.Operation, status) is { } schema && text.Length > 0)
            {
                var violations = Spec.Validate(schema, JsonNode.Parse(text));
                if (violations.Count > 0)
                {
                    failures.Add($"{status} {text}\n{request}\n{string.Join('\n', violations)}");
                }
            }
        }

        // An assertion here would count for each attempt of FsCheck to make the case smaller.
        if (failures.Count > 0)
        {
            throw new InvalidOperationException(string.Join("\n\n", failures));
        }
    }

    private static bool IsDocumented(ContractOperation operation, int status) =>
        operation.Statuses.Contains(status.ToString(CultureInfo.InvariantCulture)) || Everywhere.Contains(status);
}
