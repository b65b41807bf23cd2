using System.Text.Json.Nodes;

namespace VerifyLive;

/// <summary>One run of a check: sends its requests, keeps notes without data, and removes the records that it created.</summary>
internal sealed class CheckContext(Check check, Service service, Contract contract, Settings settings, CancellationToken cancellationToken)
{
    /// <summary>Start of the name of everything that a run creates.</summary>
    public const string Marker = "clickfunnels-verify-live";

    private const int RemovalAttempts = 3;

    /// <summary>The longest time that a check takes to remove its records, also after a cancellation.</summary>
    public static readonly TimeSpan CleanUpLimit = TimeSpan.FromMinutes(2);

    private readonly Stack<(string What, Func<CancellationToken, Task<bool>> RemoveAsync)> _owned = new();
    private readonly List<string> _notes = [];

    public Settings Settings { get; } = settings;

    public Contract Contract { get; } = contract;

    public Shape Shape { get; } = new(contract, settings.ShowNewNames);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Observations: only texts of this program, shapes, status codes and listed values.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Name of everything that this run creates.</summary>
    public string Mark { get; } = $"{Marker} {Guid.NewGuid():N}";

    /// <summary>Adds an observation, which must not contain data.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>Notes the status and the shape of a response.</summary>
    public void Note(string label, Reply reply) =>
        Note(
            $"{label}: status {reply.Status}, {(reply.IsJson ? Shape.Of(reply.Json) : "no JSON")}"
                + (reply.RetryAfter is { } seconds ? $", Retry-After: {seconds}" : "")
        );

    /// <summary>Sends a request that the check lists.</summary>
    /// <param name="request">Method and route.</param>
    /// <param name="ids">Ids for the parameters of the route after the workspace.</param>
    /// <param name="query">Query parameters.</param>
    /// <param name="body">JSON body.</param>
    public Task<Reply> SendAsync(string request, string[]? ids = null, (string, string)[]? query = null, JsonNode? body = null) =>
        SendAsync(request, ids ?? [], query ?? [], body, CancellationToken);

    /// <summary>Sends a change to the end even if the run is canceled meanwhile, so that it is known what to take back.</summary>
    public Task<Reply> ChangeAsync(string request, string[] ids, JsonNode body)
    {
        CancellationToken.ThrowIfCancellationRequested();
        return SendAsync(request, ids, [], body, CancellationToken.None);
    }

    /// <summary>Sends a request while records are removed.</summary>
    public Task<Reply> RestoreAsync(string request, string[] ids, JsonNode? body, CancellationToken token) =>
        SendAsync(request, ids, [], body, token);

    /// <summary>Returns a response if it succeeded; otherwise the check ends as failed.</summary>
    public async Task<Reply> GetAsync(string request, string[]? ids = null, params (string, string)[] query)
    {
        var reply = await SendAsync(request, ids, query);
        return reply.IsSuccess ? reply : throw new CheckEndedException(Outcome.Failed($"{request} returned status {reply.Status}."));
    }

    /// <summary>
    /// Creates a record with the mark as its name. It is sent to the end even if the run is canceled meanwhile, so that its id is known
    /// and it can be removed; if the response is lost, it is found by its name.
    /// </summary>
    public async Task<Reply> CreateAsync(string create, string remove, JsonNode body, string[]? ids = null, string? list = null)
    {
        CancellationToken.ThrowIfCancellationRequested();
        Reply reply;
        try
        {
            reply = await SendAsync(create, ids ?? [], [], body, CancellationToken.None);
        }
        catch (Exception exception) when (list is not null && exception is HttpRequestException or OperationCanceledException)
        {
            _owned.Push((create, token => RemoveByNameAsync(list!, remove, token)));
            throw;
        }

        // A response that cannot be read may hide a record, too.
        if (list is not null && !reply.IsJson)
        {
            _owned.Push((create, token => RemoveByNameAsync(list, remove, token)));
        }
        else if (reply is { IsSuccess: true, Id.Length: > 0 })
        {
            Own(create, remove, reply.Id);
        }

        CheckReadable(create, reply);
        return reply;
    }

    /// <summary>Removes a record at the end of the check.</summary>
    public void Own(string what, string remove, string id, JsonNode? body = null) =>
        _owned.Push(
            (
                what,
                async token =>
                {
                    var reply = await SendAsync(remove, [id], [], body, token);
                    return reply.IsSuccess || reply.Status == 404;
                }
            )
        );

    /// <summary>Runs something at the end of the check.</summary>
    public void Own(string what, Func<CancellationToken, Task<bool>> removeAsync) => _owned.Push((what, removeAsync));

    /// <summary>Sends a form to the authorization server.</summary>
    public Task<Reply> SendFormAsync(string request, CancellationToken token, params (string Name, string Value)[] form)
    {
        CheckListed(request);
        return service.SendFormAsync(
            request.Split(' ')[1],
            form.Select(static field => KeyValuePair.Create(field.Name, field.Value)),
            token
        );
    }

    /// <summary>Reads the beginning of a file of an export.</summary>
    public Task<byte[]?> DownloadAsync(string? address) => service.DownloadAsync(address, CancellationToken);

    /// <summary>Removes everything that the check created, in reverse order. Returns the requests whose records remain.</summary>
    public async Task<IReadOnlyList<string>> CleanUpAsync()
    {
        using var limit = new CancellationTokenSource(CleanUpLimit);
        var remaining = new List<string>();
        while (_owned.TryPop(out var one))
        {
            if (!await IsRemovedAsync(one.RemoveAsync, limit.Token))
            {
                remaining.Add(one.What);
            }
        }

        return remaining;
    }

    private static async Task<bool> IsRemovedAsync(Func<CancellationToken, Task<bool>> removeAsync, CancellationToken token)
    {
        for (var attempt = 0; attempt < RemovalAttempts; attempt++)
        {
            try
            {
                if (await removeAsync(token))
                {
                    return true;
                }
            }
            catch (Exception exception)
                when (exception is HttpRequestException or OperationCanceledException or IOException or CheckEndedException)
            {
                // Tried again; the caller reports what remains.
            }
        }

        return false;
    }

    private async Task<bool> RemoveByNameAsync(string list, string remove, CancellationToken token)
    {
        var found = await SendAsync(list, [], [], null, token);
        var removed = found.IsSuccess;
        foreach (var record in found.Items.Where(record => record["name"]?.ToString() == Mark))
        {
            removed &= (await SendAsync(remove, [record["id"]!.ToString()], [], null, token)).IsSuccess;
        }

        return removed;
    }

    private async Task<Reply> SendAsync(string request, string[] ids, (string, string)[] query, JsonNode? body, CancellationToken token)
    {
        CheckListed(request);
        var parts = request.Split(' ');
        var reply = await service.SendAsync(new HttpMethod(parts[0]), PathOf(parts[1], ids), query, body, IsAccounts(parts[1]), token);
        if (body is null || parts[0] != "POST")
        {
            CheckReadable(request, reply);
        }

        return reply;
    }

    private static void CheckReadable(string request, Reply reply)
    {
        if (!reply.IsJson)
        {
            throw new CheckEndedException(Outcome.Failed($"{request} returned status {reply.Status} without JSON."));
        }

        if (reply.Status == 403)
        {
            throw new CheckEndedException(Outcome.Unknown($"{request} returned status 403: a right of the token or a beta is missing."));
        }

        if (reply.Status is 401 or >= 500)
        {
            throw new CheckEndedException(Outcome.Failed($"{request} returned status {reply.Status}."));
        }
    }

    // A dry run prints the list, so nothing else may be sent.
    private void CheckListed(string request)
    {
        if (!check.Requests.Any(one => one.Split('?')[0] == request))
        {
            throw new InvalidOperationException($"The check {check.Id} does not list the request {request}.");
        }
    }

    private string PathOf(string route, string[] ids)
    {
        var next = 0;
        return string.Join(
            '/',
            route
                .Split('/')
                .Select(part =>
                    part.Length == 0 || part[0] != '{'
                        ? part
                        : Uri.EscapeDataString(part == "{workspace_id}" ? Settings.Workspace : ids[next++])
                )
        );
    }

    private static bool IsAccounts(string route) =>
        route == "/workspaces/{workspace_id}" || route.StartsWith("/teams/", StringComparison.Ordinal);
}
