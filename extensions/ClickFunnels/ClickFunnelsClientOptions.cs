using System.Collections.Generic;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>Settings of a connection to ClickFunnels. They are checked and copied when the client is created.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsClientOptions : ApiClientOptions
{
    /// <summary>
    /// Id of the workspace that the client is bound to; empty to bind it later, see
    /// <see cref="ClickFunnelsClient.ForWorkspace(ResourceId, string)" />.
    /// </summary>
    public ResourceId WorkspaceId { get; set; }

    /// <summary>
    /// True, the default, if a client that is registered with <c>AddClickFunnels</c> must have a <see cref="WorkspaceId" />; a missing
    /// one is then reported when the host starts. Set it to false for a client that is bound later with
    /// <see cref="ClickFunnelsClient.ForWorkspace(ResourceId, string)" />, or that uses only teams and workspaces.
    /// </summary>
    public bool RequireWorkspace { get; set; } = true;

    /// <summary>
    /// The first part of <c>{subdomain}.myclickfunnels.com</c>, which serves the workspace. Null to look it up by
    /// <see cref="WorkspaceId" /> with the first call that needs it.
    /// </summary>
    public string? Subdomain { get; set; }

    /// <inheritdoc />
    protected override string AccessTokenSource => "the API access token of the team (Team Settings, Developer Portal)";

    /// <inheritdoc />
    protected override void Validate(ICollection<string> problems)
    {
        if (Subdomain is not null && !Subdomains.IsValid(Subdomain))
        {
            problems.Add("Subdomain is not a host name label: use the first part of acme.myclickfunnels.com, without dots or slashes.");
        }
    }

    internal ClickFunnelsClientOptions Copy() => (ClickFunnelsClientOptions)MemberwiseClone();
}
