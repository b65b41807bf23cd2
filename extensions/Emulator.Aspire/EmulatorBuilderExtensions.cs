using Aspire.Hosting.ApplicationModel;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.Aspire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

#pragma warning disable IDE0130 // Extension methods of the application model live in its namespace.
namespace Aspire.Hosting;

/// <summary>Adds emulators to an application of Aspire.</summary>
public static class EmulatorBuilderExtensions
{
    /// <summary>
    /// Adds a local stand-in for the ClickFunnels 2.0 API. It runs in the process of the app host and needs no container. When the
    /// application is published, the parameters <c>NAME-access-token</c>, <c>NAME-workspace-id</c> and <c>NAME-webhook-secret</c> take its
    /// place, for the real service.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">
    /// Name of the resource. Use <c>clickfunnels</c>, so that projects find the settings in the section <c>ClickFunnels</c>.
    /// </param>
    /// <param name="port">Port on the loopback interface; a free one when null.</param>
    /// <param name="configure">Sets options of the emulator, such as the number of contacts.</param>
    public static IResourceBuilder<ClickFunnelsEmulatorResource> AddClickFunnelsEmulator(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        Action<ClickFunnelsEmulatorOptions>? configure = null
    )
    {
        var options = CreateOptions(builder, name, port, configure);
        return Add(
            builder,
            "ClickFunnelsEmulator",
            new ClickFunnelsEmulatorResource(
                name,
                options,
                Secret(builder, $"{name}-access-token", options?.AccessToken),
                Secret(builder, $"{name}-webhook-secret", options?.WebhookSecret),
                options is null ? builder.AddParameter($"{name}-workspace-id").Resource : null
            )
        );
    }

    /// <summary>
    /// Adds a local stand-in for the Website API of Simvoly. It runs in the process of the app host and needs no container. When the
    /// application is published, the parameter <c>NAME-access-token</c> takes its place.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">
    /// Name of the resource. Use <c>simvoly</c>, so that projects find the settings in the section <c>Simvoly</c>.
    /// </param>
    /// <param name="port">Port on the loopback interface; a free one when null.</param>
    /// <param name="configure">Sets options of the emulator, such as the number of contacts.</param>
    public static IResourceBuilder<SimvolyEmulatorResource> AddSimvolyEmulator(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        Action<SimvolyEmulatorOptions>? configure = null
    )
    {
        var options = CreateOptions(builder, name, port, configure);
        return Add(
            builder,
            "SimvolyEmulator",
            new SimvolyEmulatorResource(name, options, Secret(builder, $"{name}-access-token", options?.AccessToken))
        );
    }

    /// <summary>
    /// Adds a local stand-in for the ElasticFunnels API. It runs in the process of the app host and needs no container. When the
    /// application is published, the parameters <c>NAME-access-token</c> and <c>NAME-brand-id</c> take its place.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">
    /// Name of the resource. Use <c>elasticfunnels</c>, so that projects find the settings in the section <c>ElasticFunnels</c>.
    /// </param>
    /// <param name="port">Port on the loopback interface; a free one when null.</param>
    /// <param name="configure">Sets options of the emulator, such as the number of customers.</param>
    public static IResourceBuilder<ElasticFunnelsEmulatorResource> AddElasticFunnelsEmulator(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int? port = null,
        Action<ElasticFunnelsEmulatorOptions>? configure = null
    )
    {
        var options = CreateOptions(builder, name, port, configure);
        return Add(
            builder,
            "ElasticFunnelsEmulator",
            new ElasticFunnelsEmulatorResource(
                name,
                options,
                Secret(builder, $"{name}-access-token", options?.AccessKey),
                options is null ? builder.AddParameter($"{name}-brand-id").Resource : null
            )
        );
    }

    /// <summary>
    /// Keeps the state of the emulator in a file from run to run: it starts from the file if it exists, and loses no change that was
    /// acknowledged. The file contains all records, but no secrets.
    /// </summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="path">The file; a relative path starts in the folder of the app host.</param>
    /// <typeparam name="T">Kind of emulator.</typeparam>
    public static IResourceBuilder<T> WithDataFile<T>(this IResourceBuilder<T> builder, string path)
        where T : ApiEmulatorResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (builder.Resource.Options is { } options)
        {
            options.SnapshotPath = Path.GetFullPath(path, builder.ApplicationBuilder.AppHostDirectory);
            options.SaveSnapshotOnStop = true;
        }

        return builder;
    }

    /// <summary>
    /// Gives a receiver a webhook endpoint for all event types when both run. The receiver verifies deliveries with the setting
    /// <c>WebhookSecret</c>, which <c>WithReference</c> sets. Has no effect when the application is published.
    /// </summary>
    /// <param name="builder">The emulator.</param>
    /// <param name="receiver">The project that receives webhooks.</param>
    /// <param name="path">Path of the receiver, such as <c>/webhooks/clickfunnels</c>.</param>
    /// <param name="endpointName">Name of the endpoint of the project.</param>
    public static IResourceBuilder<ClickFunnelsEmulatorResource> WithWebhooks(
        this IResourceBuilder<ClickFunnelsEmulatorResource> builder,
        IResourceBuilder<IResourceWithEndpoints> receiver,
        string path,
        string endpointName = "http"
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        if (path[0] != '/')
        {
            throw new ArgumentException("The path of the receiver must begin with a slash.", nameof(path));
        }

        builder.Resource.Receivers.Add(new WebhookReceiverReference(receiver.GetEndpoint(endpointName), path));
        return builder;
    }

    /// <summary>
    /// Gives a project the settings of an emulator as configuration: <c>NAME:BaseAddress</c>, <c>NAME:AccessToken</c> and what else the
    /// options of the client and the receiver of webhooks have, in addition to the connection string and the connection properties
    /// (<c>NAME_URL</c>, <c>NAME_TOKEN</c> and so on) for other languages.
    /// </summary>
    /// <param name="builder">The project.</param>
    /// <param name="source">The emulator.</param>
    /// <param name="connectionName">Name of the section and of the connection string; that of the emulator when null.</param>
    /// <param name="optional">True if the connection string may be missing.</param>
    /// <typeparam name="TDestination">Kind of resource.</typeparam>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ApiEmulatorResource> source,
        string? connectionName = null,
        bool optional = false
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var section = connectionName ?? source.Resource.Name;
        return ResourceBuilderExtensions
            .WithReference(builder, (IResourceBuilder<IResourceWithConnectionString>)source, connectionName, optional)
            .WithEnvironment(context =>
            {
                if (source.Resource.Options is null)
                {
                    // The manifest does not contain the emulator that the usual reference would name.
                    context.EnvironmentVariables[$"ConnectionStrings__{section}"] = source.Resource.ConnectionStringExpression;
                }

                foreach (var setting in source.Resource.Settings)
                {
                    context.EnvironmentVariables[$"{section}__{setting.Setting}"] = setting.Expression;
                }
            });
    }

    private static T? CreateOptions<T>(IDistributedApplicationBuilder builder, string name, int? port, Action<T>? configure)
        where T : ApiEmulatorOptions, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (builder.ExecutionContext.IsPublishMode)
        {
            return null;
        }

        var options = new T();
        if (port is { } number)
        {
            options.ListenOn = new UriBuilder(options.ListenOn) { Port = number }.Uri;
        }

        configure?.Invoke(options);
        return options;
    }

    // Generated values are kept in the user secrets of the app host, if it has any, so that they stay the same from run to run.
    private static ParameterResource Secret(IDistributedApplicationBuilder builder, string name, string? value)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.AddParameter(name, secret: true).Resource;
        }

        return value is null
            ? ParameterResourceBuilderExtensions.CreateGeneratedParameter(
                builder,
                name,
                secret: true,
                new GenerateParameterDefault { MinLength = 32, Special = false }
            )
            : new ParameterResource(name, _ => value, secret: true);
    }

    private static IResourceBuilder<T> Add<T>(IDistributedApplicationBuilder builder, string type, T resource)
        where T : ApiEmulatorResource
    {
        var check = $"{resource.Name}_check";
        builder.Services.TryAddSingleton<EmulatorRunner>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, EmulatorRunner>(static services => services.GetRequiredService<EmulatorRunner>())
        );
        builder
            .Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(check, new EmulatorHealthCheck(resource), failureStatus: null, tags: null));
        return builder
            .AddResource(resource)
            .WithInitialState(
                new CustomResourceSnapshot
                {
                    ResourceType = type,
                    CreationTimeStamp = DateTime.UtcNow,
                    State = KnownResourceStates.NotStarted,
                    Properties = [],
                }
            )
            .WithHealthCheck(check)
            .ExcludeFromManifest()
            .OnInitializeResource(EmulatorRunner.StartAsync);
    }
}
