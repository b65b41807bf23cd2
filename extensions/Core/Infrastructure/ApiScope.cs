using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Base of the scope that a client is bound to, such as a workspace or a brand. The scope decides the base address of each operation and
/// fills in path parameters that the caller does not pass. Implementations are thread-safe.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ApiScope
{
    /// <summary>
    /// Returns the base address of an operation; it ends with a slash. It is not called when the options set
    /// <see cref="ApiClientOptions.BaseAddress" />, which replaces all hosts.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="sender">Sends requests that are needed to find the address.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public abstract ValueTask<string> GetBaseAddressAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken);

    /// <summary>
    /// Identifies the scope among those of a connection, for limits that a service has per scope, such as
    /// <see cref="ApiClientOptions.MaxConcurrentFilteredReads" />. The default is empty: all clients of the connection share the limits.
    /// </summary>
    public virtual string Key => string.Empty;

    /// <summary>Returns true when the scope fills in a path parameter.</summary>
    /// <param name="parameter">Name of the parameter in the route.</param>
    public virtual bool Provides(string parameter) => false;

    /// <summary>Returns the id for a path parameter that the scope provides.</summary>
    /// <param name="operation">The operation that is called, for the message of an exception.</param>
    /// <param name="parameter">Name of the parameter in the route.</param>
    /// <exception cref="InvalidOperationException">The client is not bound to such a record.</exception>
    public virtual ResourceId GetId(Operation operation, string parameter) =>
        throw new InvalidOperationException($"{operation} needs {parameter}.");
}
