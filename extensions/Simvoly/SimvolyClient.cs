using System;
using System.Diagnostics;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

/// <summary>
/// The client of the Website API of Simvoly and its white labels: each property is a group of operations, such as
/// <c>client.Contacts</c>. Thread-safe; create one per website and keep it.
/// </summary>
/// <remarks>The API is described from public sources and was not tested against the live service.</remarks>
[DebuggerDisplay("SimvolyClient")]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public partial class SimvolyClient : ApiClient
{
    /// <summary>Creates a client with a connection of its own, which is closed with the client.</summary>
    /// <param name="options">Website, API key, User-Agent and further settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public SimvolyClient(SimvolyClientOptions options)
        : base(SimvolyApi.Service, options ?? throw new ArgumentNullException(nameof(options)), ScopeOf(options)) { }

    /// <summary>
    /// Creates a client without a connection, for mocking: the groups of operations are properties that can be overridden.
    /// </summary>
    protected SimvolyClient() { }

    // A wrong address is reported by the connection, together with all other problems.
    private static SiteScope ScopeOf(SimvolyClientOptions options)
    {
        options.ReadSite(out var address);
        return new SiteScope(address);
    }
}
