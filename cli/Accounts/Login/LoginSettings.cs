using System.CommandLine;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>The options of <c>clickfunnels login</c>.</summary>
internal sealed class LoginSettings
{
    public Option<string> Platform { get; } = PlatformOption.Create();

    public Option<bool> TokenStdin { get; } =
        new("--token-stdin") { Description = "Read the token from the standard input, so that it is in no history and no process list." };

    public Option<string?> Site { get; } =
        new("--site") { Description = "Simvoly: the host of the website, such as example.simvoly.com.", HelpName = "HOST" };

    public Option<string?> Brand { get; } = new("--brand") { Description = "ElasticFunnels: the id of the brand.", HelpName = "ID" };

    public Option<bool> Keyring { get; } =
        new("--keyring")
        {
            Description =
                "Keep the token in the keyring of the system (Linux, secret-tool) instead of a file that only you can read. "
                + "CLICKFUNNELS_CREDENTIALS=keyring does the same.",
        };

    public Option<string?> BaseUrl { get; } =
        new("--base-url")
        {
            Description = "An address that replaces the hosts of the service, such as that of an emulator.",
            HelpName = "URL",
        };

    public Option<bool> OAuth { get; } =
        new("--oauth") { Description = "Log in with the browser (OAuth with PKCE) instead of a token. Needs --client-id." };

    public Option<string?> ClientId { get; } =
        new("--client-id") { Description = "With --oauth: the client id of your platform application.", HelpName = "ID" };

    public Option<bool> ClientSecretStdin { get; } =
        new("--client-secret-stdin")
        {
            Description = "With --oauth: read the client secret from the standard input. A public client has none.",
        };

    public Option<string[]> Scope { get; } =
        new("--scope") { Description = "With --oauth: a scope to request. It can be given several times.", HelpName = "SCOPE" };

    public Option<int> Port { get; } =
        new("--port")
        {
            Description =
                "With --oauth: the port of the redirect address http://127.0.0.1:PORT/callback, if the application is registered with one. "
                + "The default is a free port.",
            HelpName = "PORT",
        };

    public Option<bool> Installation { get; } =
        new("--installation") { Description = "With --oauth: connect one workspace instead of all workspaces of the person." };

    public Option<string?> AuthorizationServer { get; } =
        new("--authorization-server")
        {
            Description = "With --oauth: the address of the authorization server, such as that of an emulator.",
            HelpName = "URL",
        };

    /// <summary>Catches a token that is given as an argument, so that no message repeats it.</summary>
    public Argument<string[]> Forbidden { get; } = new("token") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Catches <c>--token</c>, for the same reason.</summary>
    public Option<string[]> ForbiddenOption { get; } = new("--token") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };

    public void AddTo(Command command)
    {
        foreach (
            Option option in (Option[])
                [
                    Platform,
                    TokenStdin,
                    Site,
                    Brand,
                    Keyring,
                    BaseUrl,
                    OAuth,
                    ClientId,
                    ClientSecretStdin,
                    Scope,
                    Port,
                    Installation,
                    AuthorizationServer,
                    ForbiddenOption,
                ]
        )
        {
            command.Add(option);
        }

        command.Add(Forbidden);
    }

    /// <summary>Checks that the options fit together.</summary>
    /// <exception cref="CliException">They do not.</exception>
    public void Check(CommandRun run, ServicePlatform platform)
    {
        var parsed = run.Parsed;
        if (parsed.GetValue(Forbidden) is { Length: > 0 } || parsed.GetResult(ForbiddenOption) is not null)
        {
            throw CliException.Usage(
                "login has only the options of clickfunnels login --help. A token is not an argument, because the history and the process "
                    + "list would show it: add --token-stdin, or enter it when asked. Replace a token that you have typed in a command."
            );
        }

        if (run.UsesEmulator)
        {
            throw CliException.Usage("login is for accounts. A command with --emulator needs none.");
        }

        var isOAuth = parsed.GetValue(OAuth);
        Refuse(parsed, platform != Accounts.ServicePlatform.Simvoly, Site, "--site is for --platform simvoly.");
        Refuse(parsed, platform != Accounts.ServicePlatform.ElasticFunnels, Brand, "--brand is for --platform elasticfunnels.");
        Refuse(parsed, isOAuth, TokenStdin, "--oauth gets the token from the browser: leave out --token-stdin.");
        foreach (Option option in (Option[])[ClientId, ClientSecretStdin, Scope, Port, Installation, AuthorizationServer])
        {
            Refuse(parsed, !isOAuth, option, $"{option.Name} is for --oauth: add --oauth.");
        }

        if (isOAuth && platform != Accounts.ServicePlatform.ClickFunnels)
        {
            throw CliException.Usage($"{platform} has no OAuth: leave out --oauth, and use a key.");
        }

        if (isOAuth && parsed.GetValue(ClientId) is null)
        {
            throw CliException.Usage("--oauth needs --client-id, the client id of your platform application (developer portal).");
        }

        if (parsed.GetValue(Port) is < 0 or > 65535)
        {
            throw CliException.Usage("--port must be a number from 1 to 65535.");
        }

        if (platform == Accounts.ServicePlatform.Simvoly && parsed.GetValue(Site) is null && parsed.GetValue(BaseUrl) is null)
        {
            throw CliException.Usage("Simvoly needs --site, the host of the website, such as example.simvoly.com.");
        }
    }

    private static void Refuse(ParseResult parsed, bool isWrong, Option option, string message)
    {
        if (isWrong && parsed.GetResult(option) is { Implicit: false })
        {
            throw CliException.Usage(message);
        }
    }
}
