using System.Reflection;
using System.Runtime.CompilerServices;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>A client library that follows the conventions: its contract, the types of its assembly, and a client of it.</summary>
public sealed class TestedClient
{
    private readonly Dictionary<string, Type> _models;

    /// <param name="spec">The contract, such as <c>spec/clickfunnels.yaml</c>.</param>
    /// <param name="root">The class of the root client.</param>
    /// <param name="address">The address of an operation without its path, such as <c>https://example.com/api</c>.</param>
    /// <param name="create">Creates a client that sends its requests to a handler.</param>
    public TestedClient(string spec, Type root, Func<ContractOperation, string> address, Func<HttpMessageHandler, ApiClient> create)
    {
        Contract = ContractModel.Read(spec);
        Spec = spec;
        Root = root;
        AddressOf = address;
        Create = create;
        var types = root.Assembly.GetTypes();
        Models =
        [
            .. types
                .Where(static type => type.IsSubclassOf(typeof(Model)) && !type.IsAbstract)
                .OrderBy(static type => type.Name, StringComparer.Ordinal),
        ];
        _models = Models.ToDictionary(static type => type.Name);
        Enumerations = [.. types.Where(IsEnumeration)];
        ResourceClients = [.. types.Where(static type => type.IsSubclassOf(typeof(ResourceClient)))];
    }

    public ContractModel Contract { get; }

    public string Spec { get; }

    public Type Root { get; }

    public Func<ContractOperation, string> AddressOf { get; }

    public Func<HttpMessageHandler, ApiClient> Create { get; }

    /// <summary>Values of path parameters that the scope of the client fills in.</summary>
    public IReadOnlyDictionary<string, string> ScopeIds { get; init; } = new Dictionary<string, string>();

    /// <summary>Methods of clients that are written by hand, such as <c>ProductsClient.UpsertByUrlAsync</c>.</summary>
    public IReadOnlyList<string> HandWrittenMethods { get; init; } = [];

    public Assembly Assembly => Root.Assembly;

    public IReadOnlyList<Type> Models { get; }

    public IReadOnlyList<Type> Enumerations { get; }

    public IReadOnlyList<Type> ResourceClients { get; }

    public IReadOnlyList<MethodInfo> OperationMethods =>
        [
            .. ResourceClients
                .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(method =>
                    !method.IsSpecialName
                    && method.Name != "WaitForCompletionAsync"
                    && !HandWrittenMethods.Contains(NameOf(method))
                    && !method.IsDefined(typeof(CompilerGeneratedAttribute))
                ),
        ];

    public static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    public static string NameOf(ContractOperation operation) => $"{operation.Tag}Client.{operation.CSharpMethod}";

    public static bool IsEnumeration(Type type) =>
        type.IsValueType
        && type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnumeration<>));

    public Type ModelOf(string schema) =>
        _models.GetValueOrDefault(schema)
        ?? throw new AssertionException($"{schema} has no class. Build, so that the code is generated from {Spec} again.");

    public MethodInfo MethodOf(ContractOperation operation) =>
        OperationMethods.SingleOrDefault(method => NameOf(method) == NameOf(operation))
        ?? throw new AssertionException(
            $"{operation} has no method {NameOf(operation)}. Build, so that the client is generated from {Spec} again."
        );

    /// <summary>Follows the properties from the root client to the client of a tag.</summary>
    public object GroupOf(ApiClient client, string tag)
    {
        object current = client;
        foreach (var name in Contract.ClientPaths[tag])
        {
            var property =
                current.GetType().GetProperty(name)
                ?? throw new AssertionException(
                    $"{current.GetType().Name} has no property {name}. Build, so that the client is generated from {Spec} again."
                );
            current = property.GetValue(current)!;
        }

        return current;
    }

    /// <summary>Calls an operation with ids, a body and a token, and returns the record or the list of records.</summary>
    public async Task<object?> CallAsync(
        ApiClient client,
        ContractOperation operation,
        string id,
        Func<Type, Model?> body,
        CancellationToken cancellationToken = default
    )
    {
        var method = MethodOf(operation);
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, id, body, cancellationToken)).ToArray();
        object? result;
        try
        {
            result = method.Invoke(GroupOf(client, operation.Tag), arguments);
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        if (result is not Task task)
        {
            return await ToListAsync((dynamic)result!);
        }

        await task;
        return method.ReturnType.IsGenericType ? ((dynamic)task).Result : null;
    }

    private static async Task<object> ToListAsync<T>(AsyncPageable<T> pageable) => await pageable.ToListAsync();

    private static object? Argument(ParameterInfo parameter, string id, Func<Type, Model?> body, CancellationToken cancellationToken)
    {
        if (parameter.ParameterType == typeof(ResourceId))
        {
            return new ResourceId(id);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return cancellationToken;
        }

        if (parameter.ParameterType.IsSubclassOf(typeof(Model)))
        {
            return body(parameter.ParameterType);
        }

        // An optional body is a property of the options.
        var optional = parameter.ParameterType.GetProperty("Body", BindingFlags.Public | BindingFlags.Instance);
        if (optional is null || body(optional.PropertyType) is not { } record)
        {
            return parameter.HasDefaultValue ? null : Activator.CreateInstance(parameter.ParameterType);
        }

        var options = Activator.CreateInstance(parameter.ParameterType)!;
        optional.SetValue(options, record);
        return options;
    }
}
