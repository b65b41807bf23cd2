using System.Reflection;
using ClickFunnels.AspNetCore.PostgreSql;

namespace ClickFunnels.AspNetCore.Tests.Conventions;

/// <summary>Conventions of all packages: services can be mocked, and types that user code receives can be created.</summary>
public sealed class TestabilityTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Packages =
    [
        typeof(ApiClient).Assembly,
        typeof(ClickFunnelsClient).Assembly,
        typeof(WebhookContext).Assembly,
        typeof(PostgreSqlWebhookOptions).Assembly,
    ];

    // Sealed classes with methods, and the reason why they do not need to be mocked.
    private static readonly Dictionary<string, string> Sealed = new()
    {
        ["ClickFunnelsWebhooksBuilder"] = "It only registers services: tests use a service collection.",
        ["ClickFunnelsConnectedContext"] = "Tests create it, and HandleResponse sets a flag that can be read.",
        ["WebhookSignal"] = "It works in memory: tests use it directly.",
        ["OneOrMany"] = "It is a value with a public constructor.",
        ["ValueRow"] = "It is a value with a public constructor.",
        ["ResultRow"] = "It is a value with a public constructor.",
        ["ScheduleChange"] = "Tests create it with a function of their own.",
        ["TrafficRecorder"] = "It is an option of the client and returns nothing.",
    };

    // Classes that user code receives but cannot create, and the reason why it does not need to.
    private static readonly Dictionary<string, string> NotCreatable = new()
    {
        ["RequestOptions"] = "The base of the options of each operation; code receives the type that it passed.",
        ["ClickFunnelsWebhooksBuilder"] = "AddClickFunnelsWebhooks creates it on a service collection.",
    };

    private static IEnumerable<Type> Public => Packages.SelectMany(static package => package.GetExportedTypes());

    [Test]
    public void Services_are_not_sealed()
    {
        var wrong = Public.Where(IsSealedService).Select(static type => type.Name).Where(static name => !Sealed.ContainsKey(name));
        Assert.That(wrong, Is.Empty, "These classes cannot be mocked: remove sealed and make their methods virtual.");
    }

    [Test]
    public void Methods_of_services_that_can_be_derived_from_are_virtual()
    {
        string[] services =
        [
            "OAuthClient",
            "ClickFunnelsClientFactory",
            "CustomerCenterLinks",
            "WebhookVerifier",
            "ProductWorkflow",
            "ClickFunnelsConnector",
            "WebhookContext",
        ];
        var types = Public.Where(type => services.Contains(type.Name)).ToList();
        var wrong = types
            .SelectMany(Methods)
            .Where(static method => (!method.IsVirtual || method.IsFinal) && method.Name != "Dispose")
            .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.That(types.Select(static type => type.Name), Is.EquivalentTo(services));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Exceptions_can_be_created()
    {
        string?[] bodies = [null, "<html></html>"];
        var created = Enumerable
            .Range(300, 300)
            .SelectMany(status => bodies.Select(body => ApiExceptionFactory.Status(status, body).GetType()))
            .ToHashSet();
        var wrong = Public
            .Where(static type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract)
            .Where(type => !IsCreatable(type) && !created.Contains(type));
        Assert.That(wrong, Is.Empty, "Add a documented public constructor or a method to ApiExceptionFactory.");
    }

    [Test]
    public void Types_that_user_code_receives_can_be_created()
    {
        var received = Public
            .Where(static type => type.IsInterface || typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(Methods)
            .SelectMany(static method => method.GetParameters())
            .Select(static parameter => parameter.ParameterType)
            .Concat(
                Public
                    .Where(static type => type.IsClass && !IsInfrastructure(type) && !typeof(Delegate).IsAssignableFrom(type))
                    .SelectMany(Methods)
                    .Select(static method => method.ReturnType)
            )
            .Concat(
                Public
                    .Where(static type => type.Name.EndsWith("Options", StringComparison.Ordinal))
                    .SelectMany(static type => type.GetProperties())
                    .Where(static property => typeof(Delegate).IsAssignableFrom(property.PropertyType))
                    .SelectMany(static property => property.PropertyType.GetGenericArguments())
            )
            .SelectMany(Unwrap)
            .Distinct()
            .Where(static type =>
                type.IsClass && !type.IsGenericParameter && !type.IsAbstract && type.IsVisible && Packages.Contains(type.Assembly)
            )
            .ToList();

        Assert.That(received, Has.Count.GreaterThan(50));
        Assert.That(
            received.Where(static type => !IsCreatable(type) && !NotCreatable.ContainsKey(type.Name)),
            Is.Empty,
            "Add a documented public constructor."
        );
    }

    [Test]
    public void The_lists_of_exceptions_contain_only_existing_types()
    {
        var names = Public.Select(static type => type.Name).ToHashSet();
        Assert.That(Sealed.Keys.Concat(NotCreatable.Keys).Where(name => !names.Contains(name)), Is.Empty);
    }

    private static bool IsSealedService(Type type) =>
        type is { IsClass: true, IsSealed: true, IsAbstract: false }
        && !IsInfrastructure(type)
        && !IsData(type)
        && Methods(type).Any(method => !Implements(type, method));

    // Called by generated code, not by users; or run by the JSON library.
    private static bool IsInfrastructure(Type type) =>
        type.Namespace == "ClickFunnels.Core.Infrastructure" || typeof(Newtonsoft.Json.JsonConverter).IsAssignableFrom(type);

    private static bool IsData(Type type) =>
        typeof(Model).IsAssignableFrom(type)
        || typeof(Exception).IsAssignableFrom(type)
        || typeof(Attribute).IsAssignableFrom(type)
        || typeof(Delegate).IsAssignableFrom(type)
        || type.Name.EndsWith("Options", StringComparison.Ordinal)
        || type.Name.EndsWith("Plan", StringComparison.Ordinal)
        || type.Name.EndsWith("Plans", StringComparison.Ordinal)
        || type.Name.EndsWith("Filter", StringComparison.Ordinal)
        || type.GetMethod("<Clone>$") is not null
        || type.GetConstructors().Length > 0
            && (
                type.Name.EndsWith("Result", StringComparison.Ordinal)
                || type.Name.EndsWith("Response", StringComparison.Ordinal)
                || type.Name.EndsWith("Request", StringComparison.Ordinal)
                || type.Name.EndsWith("Preview", StringComparison.Ordinal)
                || type.Name.EndsWith("Token", StringComparison.Ordinal)
            );

    // A class that implements an interface is mocked through the interface.
    private static bool Implements(Type type, MethodInfo method) =>
        type.GetInterfaces().Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Declared).Where(static method => !method.IsSpecialName && method.GetBaseDefinition() == method);

    private static bool IsCreatable(Type type)
    {
        var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return type.GetConstructors().Length > 0
            || (
                !type.IsSealed
                && type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)
                    .Any(static constructor => constructor.IsFamily && constructor.GetParameters().Length == 0)
            )
            || Public
                .SelectMany(static other => other.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Any(method =>
                    method.ReturnType == type || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == open)
                );
    }

    private static IEnumerable<Type> Unwrap(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap).Append(type)
        : type.HasElementType ? Unwrap(type.GetElementType()!)
        : [type];
}
