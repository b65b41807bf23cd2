using System.CommandLine;

namespace VerifyLive;

/// <summary>The command line.</summary>
internal static class Commands
{
    public const string TokenVariable = "CLICKFUNNELS_API_KEY";
    public const string UrlVariable = "CLICKFUNNELS_URL";
    public const string ApplicationVariable = "CLICKFUNNELS_CLIENT_ID";
    public const string SecretVariable = "CLICKFUNNELS_CLIENT_SECRET";

    public static RootCommand Create(
        TextWriter output,
        TextWriter error,
        Func<string, string?> environment,
        HttpMessageHandler? handler = null
    )
    {
        var root = new RootCommand("Asks the live service what public material leaves open. By default, nothing is sent.");
        var list = new Command("list", "Prints the checks.");
        list.SetAction(_ => Print(output));
        root.Subcommands.Add(list);

        var ids = new Argument<string[]>("CHECK") { Description = "Ids of checks; all without any.", Arity = ArgumentArity.ZeroOrMore };
        var send = new Option<bool>("--send") { Description = "Send the checks that read. Without it, the requests are only printed." };
        var write = new Option<bool>("--write") { Description = "Also send the checks that write. Needs --send." };
        var leftovers = new Option<bool>("--allow-leftovers")
        {
            Description = "Also the checks that leave something that the API cannot remove. Needs --write.",
        };
        var workspace = new Option<string?>("--workspace") { Description = "Id of the workspace." };
        var subdomain = new Option<string?>("--subdomain") { Description = "First part of the host name, such as acme." };
        var filter = new Option<string?>("--filter") { Description = "Id of a saved contact filter. Default: the first one." };
        var orderFilter = new Option<string?>("--order-filter") { Description = "Id of a saved order filter. Default: the first one." };
        var order = new Option<string?>("--order") { Description = "Id of a subscription whose date is moved, and moved back." };
        var names = new Option<bool>("--show-new-names") { Description = "Name fields that the contract lacks. Read the result first." };
        var file = new Option<FileInfo?>("--out") { Description = "JSON file for the result, which has no data." };
        var run = new Command("run", "Runs checks. By default, it prints the requests and sends nothing.")
        {
            ids,
            send,
            write,
            leftovers,
            workspace,
            subdomain,
            filter,
            orderFilter,
            order,
            names,
            file,
        };
        run.SetAction(
            async (parsed, token) =>
            {
                var chosen = parsed.GetValue(ids) is { Length: > 0 } some ? some : [.. Checks.All.Select(static check => check.Id)];
                var unknown = chosen.Except(Checks.All.Select(static check => check.Id)).ToList();
                if (unknown.Count > 0)
                {
                    return Fail(error, $"There is no check {string.Join(", ", unknown)}. \"list\" prints the checks.");
                }

                var checks = Checks.All.Where(check => chosen.Contains(check.Id)).ToList();
                if (!parsed.GetValue(send))
                {
                    return parsed.GetValue(write) ? Fail(error, "--write needs --send.") : DryRun(checks, output);
                }

                if (parsed.GetValue(leftovers) && !parsed.GetValue(write))
                {
                    return Fail(error, "--allow-leftovers needs --write.");
                }

                if (
                    environment(TokenVariable) is not { Length: > 0 } secret
                    || parsed.GetValue(workspace) is not { Length: > 0 } id
                    || parsed.GetValue(subdomain) is not { Length: > 0 } host
                )
                {
                    return Fail(error, $"Set the environment variable {TokenVariable} and the options --workspace and --subdomain.");
                }

                if (!IsLabel(host))
                {
                    return Fail(error, "--subdomain is the first part of acme.myclickfunnels.com: letters, digits and hyphens.");
                }

                if (!TryLocal(environment(UrlVariable), out var url))
                {
                    return Fail(error, $"{UrlVariable} must be the address of an emulator on this machine.");
                }

                var settings = new Settings
                {
                    Workspace = id,
                    Subdomain = host,
                    Token = secret,
                    ApplicationId = environment(ApplicationVariable),
                    ApplicationSecret = environment(SecretVariable),
                    Url = url,
                    Filter = parsed.GetValue(filter),
                    OrderFilter = parsed.GetValue(orderFilter),
                    Order = parsed.GetValue(order),
                    Write = parsed.GetValue(write),
                    AllowLeftovers = parsed.GetValue(leftovers),
                    ShowNewNames = parsed.GetValue(names),
                };
                var (pace, poll) = url is null ? (settings.Pace, settings.PollDelay) : (TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
                return await SendAsync(
                    checks,
                    settings with
                    {
                        Pace = pace,
                        PollDelay = poll,
                    },
                    parsed.GetValue(file),
                    output,
                    error,
                    handler,
                    token
                );
            }
        );
        root.Subcommands.Add(run);
        return root;
    }

    private static async Task<int> SendAsync(
        List<Check> checks,
        Settings settings,
        FileInfo? file,
        TextWriter output,
        TextWriter error,
        HttpMessageHandler? handler,
        CancellationToken cancellationToken
    )
    {
        var contract = Contract.Load();
        var results = await Runner.RunAsync(checks, settings, contract, handler, result => Print(result, output), cancellationToken);
        if (file is not null)
        {
            try
            {
                // Not canceled: the result of what was sent is worth keeping.
                await File.WriteAllTextAsync(
                    file.FullName,
                    Report.ToJson(results, contract, DateTimeOffset.UtcNow, settings.Url is not null),
                    CancellationToken.None
                );
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Fail(error, $"The file of --out could not be written: {exception.Message}");
            }
        }

        return results.Any(static result => result.Outcome.Status is CheckStatus.Failed or CheckStatus.Differs) ? 1 : 0;
    }

    private static void Print(TextWriter output)
    {
        foreach (var check in Checks.All)
        {
            output.WriteLine($"{check.Id} ({check.Kind.ToString().ToLowerInvariant()}): {check.Title}");
            output.WriteLine($"   question: {check.Question}");
            output.WriteLine($"   contract: {check.Assumption}");
            if (check.Needs is not null)
            {
                output.WriteLine($"   needs: {check.Needs}");
            }

            if (check.Leftover is not null)
            {
                output.WriteLine($"   leaves: {check.Leftover}");
            }
        }
    }

    private static int DryRun(List<Check> checks, TextWriter output)
    {
        output.WriteLine("Dry run: nothing is sent. --send sends the checks that read; --send --write those that write as well.");
        foreach (var check in checks)
        {
            output.WriteLine($"{check.Id} ({check.Kind.ToString().ToLowerInvariant()})");
            foreach (var request in check.Requests)
            {
                output.WriteLine($"   {request}");
            }
        }

        return 0;
    }

    private static void Print(CheckResult result, TextWriter output)
    {
        output.WriteLine($"{result.Check.Id}: {Report.Name(result.Outcome.Status)}. {result.Outcome.Reason}");
        foreach (var note in result.Notes)
        {
            output.WriteLine($"   {note}");
        }
    }

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine(message);
        return 2;
    }

    // The token must not go to another host than ClickFunnels or this machine.
    private static bool TryLocal(string? text, out Uri? url)
    {
        url = null;
        return string.IsNullOrEmpty(text)
            || (Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
    }

    private static bool IsLabel(string text) =>
        text.Length <= 63
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
