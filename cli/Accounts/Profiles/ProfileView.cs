using System.Text.Json.Serialization;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>A profile as the commands show it. It holds no secret.</summary>
internal sealed record ProfileView
{
    private static readonly string[] Columns = ["name", "platform", "default", "workspace", "subdomain", "credentials"];

    public required string Name { get; init; }

    public required string Platform { get; init; }

    public required bool Default { get; init; }

    /// <summary>The default workspace, or the brand.</summary>
    public string? Workspace { get; init; }

    public string? Subdomain { get; init; }

    public string? Site { get; init; }

    public string? BaseUrl { get; init; }

    /// <summary>The place of the token: none, file or keyring.</summary>
    public required string Credentials { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<KnownWorkspace>? Workspaces { get; init; }

    public static ProfileView Of(ProfileDocument document, string name, bool withWorkspaces)
    {
        var profile = document.Get(name);
        return new ProfileView
        {
            Name = name,
            Platform = profile.Platform.ToString().ToLowerInvariant(),
            Default = document.IsDefault(name),
            Workspace = profile.Scope,
            Subdomain = profile.Subdomain,
            Site = profile.Site,
            BaseUrl = profile.BaseAddress?.AbsoluteUri,
            Credentials = profile.Credentials.ToString().ToLowerInvariant(),
            Workspaces = withWorkspaces ? profile.Workspaces : null,
        };
    }

    /// <summary>Writes views as the data of a command.</summary>
    public static async Task WriteAsync(CommandRun run, bool isList, IEnumerable<ProfileView> views, CancellationToken cancellationToken)
    {
        var writer = run.Write(
            new OutputShape
            {
                IsList = isList,
                Columns = isList ? Columns : [],
                Fields = ["name", "platform", "default", "workspace", "subdomain", "site", "base_url", "credentials"],
            }
        );
        foreach (var view in views)
        {
            var record = System.Text.Json.JsonSerializer.SerializeToElement(view, AccountJson.Default.ProfileView);
            await writer.WriteAsync(record, cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }
}
