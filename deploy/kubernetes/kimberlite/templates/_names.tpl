{{- define "kimberlite.labels" -}}
app.kubernetes.io/name: kimberlite
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}
{{- define "kimberlite.engines" -}}
- name: EVENTSTORE_URL
  valueFrom: { secretKeyRef: { name: {{ .Values.engines.secret }}, key: EVENTSTORE_URL } }
- name: DATABASE_URL
  valueFrom: { secretKeyRef: { name: {{ .Values.engines.secret }}, key: DATABASE_URL } }
- { name: EVENTSTORE_LEDGER, value: {{ .Values.engines.ledger | quote }} }
- { name: DATABASE_SCHEMA, value: {{ .Values.engines.schema | quote }} }
- { name: KIMBERLITE_DATA, value: /data }
- { name: HOST, value: 0.0.0.0 }
{{- if .Values.extraEnv }}
{{ toYaml .Values.extraEnv }}
{{- end }}
{{- end -}}
{{- define "kimberlite.guarded" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}
{{- define "kimberlite.mounts" -}}
- { name: copy, mountPath: /data }
- { name: scratch, mountPath: /tmp }
{{- if .Values.authority.secret }}
- { name: authority, mountPath: /certificates, readOnly: true }
{{- end }}
{{- end -}}
{{- define "kimberlite.volumes" -}}
- name: copy
  emptyDir: { sizeLimit: {{ .Values.copy.sizeLimit }} }
- name: scratch
  emptyDir: { sizeLimit: {{ .Values.scratch.sizeLimit }} }
{{- if .Values.authority.secret }}
- name: authority
  secret: { secretName: {{ .Values.authority.secret }} }
{{- end }}
{{- end -}}
{{- define "kimberlite.backend" -}}
{ service: { name: "{{ .Release.Name }}-api", port: { name: http } } }
{{- end -}}
