"""AWS as far as an endpoint's event needs it, over HTTPS on loopback, each answer after a fixed wait.

It answers from what was registered, so that the second event of an endpoint finds everything as it should be. It counts
calls and connections. It enforces nothing: that is the stand-in's part; this one must cost next to no processor time.
"""
import json
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler

from lambda_api import QuietServer

ACCOUNT = "111122223333"
REGION = "us-east-1"
VARIANT = "AllTraffic"
DIMENSION = "sagemaker:variant:DesiredInstanceCount"
# An endpoint whose name starts like this has no tag of Tagscaler.
PLAIN = "plain"


def endpoint_arn(name):
    return f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:endpoint/{name}"


class Account:
    """What is registered, and what was called."""

    def __init__(self, wait_ms):
        self.lock = threading.Lock()
        self.wait_ms = wait_ms
        self.connected = set()
        self.reset()

    def reset(self):
        self.targets = {}
        self.tags = {}
        self.policies = {}
        self.clear()

    def clear(self):
        self.calls = []
        self.connections = 0

    def rounds(self):
        """How many calls were made one after another: the longest chain of those that do not overlap."""
        rounds, ended = 0, 0
        for _, start, end in sorted(self.calls, key=lambda call: call[2]):
            if start >= ended:
                rounds, ended = rounds + 1, end
        return rounds

    def operations(self):
        return sorted(operation for operation, _, _ in self.calls)

    def cut_connections(self):
        """As they are cut while a snapshot is not running."""
        for each in list(self.connected):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed already

    def answer(self, operation, request):
        with self.lock:
            handler = getattr(self, "do_" + operation, None)
            return handler(request) if handler else {}

    def do_ListTags(self, request):
        if request["ResourceArn"].rsplit("/", 1)[1].startswith(PLAIN):
            return {"Tags": [{"Key": "team", "Value": "search"}]}
        return {"Tags": [{"Key": "autoscaling:policy", "Value": "default"}, {"Key": "autoscaling:max", "Value": "4"}]}

    def do_DescribeEndpoint(self, request):
        name = request["EndpointName"]
        return {
            "EndpointName": name, "EndpointArn": endpoint_arn(name), "EndpointConfigName": name + "-blue",
            "EndpointStatus": "InService", "CreationTime": 1.7684e9, "LastModifiedTime": 1.7684e9,
            "ProductionVariants": [{
                "VariantName": VARIANT, "CurrentWeight": 1.0, "DesiredWeight": 1.0, "CurrentInstanceCount": 1,
                "DesiredInstanceCount": 1,
                "DeployedImages": [{"SpecifiedImage": "image", "ResolvedImage": "image@sha256:0", "ResolutionTime": 1.7684e9}]}],
        }

    def do_DescribeEndpointConfig(self, request):
        name = request["EndpointConfigName"]
        return {
            "EndpointConfigName": name, "CreationTime": 1.7684e9,
            "EndpointConfigArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:endpoint-config/{name}",
            "ProductionVariants": [{
                "VariantName": VARIANT, "ModelName": "model", "InitialInstanceCount": 1,
                "InstanceType": "ml.g5.xlarge", "InitialVariantWeight": 1.0}],
        }

    def do_DescribeScalableTargets(self, request):
        return {"ScalableTargets": [self.targets[each] for each in request["ResourceIds"] if each in self.targets]}

    def do_DescribeScalingPolicies(self, request):
        return {"ScalingPolicies": list(self.policies.get(request["ResourceId"], {}).values())}

    def do_DescribeScheduledActions(self, request):
        return {"ScheduledActions": []}

    def do_ListTagsForResource(self, request):
        return {"Tags": self.tags.get(request["ResourceARN"], {})}

    def do_RegisterScalableTarget(self, request):
        resource = request["ResourceId"]
        arn = f"arn:aws:application-autoscaling:{REGION}:{ACCOUNT}:scalable-target/{resource.replace('/', '-')}"
        self.tags[arn] = {**self.tags.get(arn, {}), **request.get("Tags", {})}
        self.targets[resource] = {
            "ServiceNamespace": "sagemaker", "ResourceId": resource, "ScalableDimension": DIMENSION,
            "MinCapacity": request["MinCapacity"], "MaxCapacity": request["MaxCapacity"], "RoleARN": "role",
            "CreationTime": 1.7684e9, "ScalableTargetARN": arn,
            "SuspendedState": {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False,
                               "ScheduledScalingSuspended": False},
        }
        return {"ScalableTargetARN": arn}

    def do_TagResource(self, request):
        self.tags.setdefault(request["ResourceARN"], {}).update(request["Tags"])
        return {}

    def do_PutScalingPolicy(self, request):
        name, resource = request["PolicyName"], request["ResourceId"]
        arn = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:scalingPolicy:0:resource/sagemaker/{resource}:policyName/{name}"
        self.policies.setdefault(resource, {})[name] = {
            **request, "PolicyARN": arn, "CreationTime": 1.7684e9, "Alarms": []}
        return {"PolicyARN": arn, "Alarms": []}

    def do_PutEvents(self, request):
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "e"} for _ in request["Entries"]]}


def serve(certificate, key, account):
    """Starts it for that account; answers the address. Without a certificate it speaks plain HTTP."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self):
            super().setup()
            account.connections += 1
            account.connected.add(self.connection)

        def finish(self):
            account.connected.discard(self.connection)
            super().finish()

        def do_POST(self):
            started = time.perf_counter()
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            operation = self.headers.get("X-Amz-Target", "?.?").rsplit(".", 1)[1]
            answer = json.dumps(account.answer(operation, json.loads(body or b"{}"))).encode()
            time.sleep(account.wait_ms / 1000)
            account.calls.append((operation, started, time.perf_counter()))
            self.send_response(200)
            self.send_header("Content-Type", self.headers.get("Content-Type", "application/x-amz-json-1.1"))
            self.send_header("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def do_GET(self):
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = QuietServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http{'s' if certificate else ''}://localhost:{server.server_address[1]}"
